import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import { meQuery } from '@/features/workspace/me-queries';
import { Problem } from '@/shared/api/problem';
import type { Difficulty, Focus, Mode } from '@/shared/api/types';
import { NotFoundScreen, RouteErrorScreen } from './error-pages';
import { Shell } from './shell';

type Context = { client: QueryClient };

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFoundScreen });

async function signedIn({ context, location }: { context: Context; location: { href: string } }) {
  try {
    await context.client.ensureQueryData(meQuery);
  } catch (cause) {
    if (cause instanceof Problem && cause.status === 401) throw redirect({ to: '/log-in', search: { next: location.href } });
    throw cause;
  }
}

const landing = createRoute({ getParentRoute: () => root, path: '/', component: lazyRouteComponent(() => import('./landing/landing-screen'), 'LandingScreen') });
const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('@/features/workspace/sign-up-screen'), 'SignUpScreen'),
});
const logIn = createRoute({
  getParentRoute: () => root,
  path: '/log-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => (typeof search['next'] === 'string' ? { next: search['next'] } : {}),
  component: lazyRouteComponent(() => import('@/features/workspace/log-in-screen'), 'LogInScreen'),
});
const room = createRoute({
  getParentRoute: () => root,
  path: '/practice/sessions/$id/room',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('@/features/practice/room-screen'), 'RoomScreen'),
});

const app = createRoute({ getParentRoute: () => root, id: 'app', beforeLoad: signedIn, component: Shell });
const home = createRoute({
  getParentRoute: () => app,
  path: '/home',
  component: lazyRouteComponent(() => import('@/features/practice/home-screen'), 'HomeScreen'),
});

const oneOf =
  <T extends string>(...allowed: T[]) =>
  (value: unknown): T | undefined =>
    allowed.find((one) => one === value);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const difficulty = oneOf<Difficulty>('easy', 'medium', 'hard', 'expert');
const mode = oneOf<Mode>('voice', 'text', 'script');
const focus = oneOf<Focus>('sales_call', 'discovery', 'demo', 'objection', 'negotiation', 'closing', 'general');

type Lobby = {
  persona?: string | undefined;
  scenario?: string | undefined;
  difficulty?: Difficulty | undefined;
  mode?: Mode | undefined;
  focus?: Focus | undefined;
};
const lobby = createRoute({
  getParentRoute: () => app,
  path: '/practice',
  validateSearch: (search: Record<string, unknown>): Lobby => ({
    persona: text(search['persona']),
    scenario: text(search['scenario']),
    difficulty: difficulty(search['difficulty']),
    mode: mode(search['mode']),
    focus: focus(search['focus']),
  }),
  component: lazyRouteComponent(() => import('@/features/practice/lobby-screen'), 'LobbyScreen'),
});

type History = { scenarioId?: string | undefined; personaId?: string | undefined; state?: string | undefined };
const history = createRoute({
  getParentRoute: () => app,
  path: '/practice/sessions',
  validateSearch: (search: Record<string, unknown>): History => ({
    scenarioId: text(search['scenarioId']),
    personaId: text(search['personaId']),
    state: text(search['state']),
  }),
  component: lazyRouteComponent(() => import('@/features/practice/history-screen'), 'HistoryScreen'),
});
const result = createRoute({
  getParentRoute: () => app,
  path: '/practice/sessions/$id',
  component: lazyRouteComponent(() => import('@/features/practice/result-screen'), 'ResultScreen'),
});
const compare = createRoute({
  getParentRoute: () => app,
  path: '/practice/compare',
  validateSearch: (search: Record<string, unknown>): { a: string; b: string } => ({ a: text(search['a']) ?? '', b: text(search['b']) ?? '' }),
  component: lazyRouteComponent(() => import('@/features/practice/compare-screen'), 'CompareScreen'),
});
const account = createRoute({
  getParentRoute: () => app,
  path: '/account',
  component: lazyRouteComponent(() => import('@/features/workspace/account-screen'), 'AccountScreen'),
});

const tree = root.addChildren([landing, signUp, logIn, room, app.addChildren([home, lobby, history, result, compare, account])]);

export function newRouter(client: QueryClient, routerHistory?: RouterHistory) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: RouteErrorScreen,
    ...(routerHistory && { history: routerHistory }),
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}
