import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { meQuery } from '@/shared/api/me';
import { Problem } from '@/shared/api/problem';
import { NotFoundScreen } from './error-pages';
import { Frame } from './frame';
import { Shell } from './shell';

type Context = { client: QueryClient };

export const root = createRootRouteWithContext<Context>()({ component: Frame, notFoundComponent: NotFoundScreen });

export async function signedIn({ context, location }: { context: Context; location: { href: string } }) {
  try {
    await context.client.ensureQueryData(meQuery);
  } catch (cause) {
    if (cause instanceof Problem && cause.status === 401) throw redirect({ to: '/log-in', search: { next: location.href } });
    throw cause;
  }
}

/** Everything behind the sign-in, inside the house. */
export const app = createRoute({ getParentRoute: () => root, id: 'app', beforeLoad: signedIn, component: Shell });

export const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
