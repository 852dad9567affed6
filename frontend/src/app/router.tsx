import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, redirect, type RouterHistory } from '@tanstack/react-router';
import type { Difficulty, Focus, Mode } from '@/shared/api/types';
import { takeWayBack } from '@/shared/lib/way-back';
import { RouteErrorScreen } from './error-pages';
import { app, root, signedIn, text } from './root-routes';
import { screen } from './screen';
import { adminTree, settingsTree } from './settings-routes';

const landing = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    const way = takeWayBack();
    if (way !== undefined) throw redirect({ href: way });
  },
  component: screen(() => import('./landing/landing-screen'), 'LandingScreen'),
});
const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  component: screen(() => import('@/features/workspace/sign-up-screen'), 'SignUpScreen'),
});
const logIn = createRoute({
  getParentRoute: () => root,
  path: '/log-in',
  validateSearch: (search: Record<string, unknown>): { next?: string; sso?: string } => ({
    ...(typeof search['next'] === 'string' && { next: search['next'] }),
    ...(typeof search['sso'] === 'string' && { sso: search['sso'] }),
  }),
  component: screen(() => import('@/features/workspace/log-in-screen'), 'LogInScreen'),
});
const token = (search: Record<string, unknown>): { token?: string } => (typeof search['token'] === 'string' ? { token: search['token'] } : {});
const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: screen(() => import('@/features/workspace/forgot-screen'), 'ForgotScreen'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  validateSearch: token,
  component: screen(() => import('@/features/workspace/reset-screen'), 'ResetScreen'),
});
const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify-email',
  validateSearch: token,
  component: screen(() => import('@/features/workspace/verify-screen'), 'VerifyScreen'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitations/$token',
  component: screen(() => import('@/features/workspace/invitation-screen'), 'InvitationScreen'),
});
const pricing = createRoute({
  getParentRoute: () => root,
  path: '/pricing',
  component: screen(() => import('@/features/billing/pricing-screen'), 'PricingScreen'),
});
const room = createRoute({
  getParentRoute: () => root,
  path: '/practice/sessions/$id/room',
  beforeLoad: signedIn,
  component: screen(() => import('@/features/practice/room-screen'), 'RoomScreen'),
});

const home = createRoute({
  getParentRoute: () => app,
  path: '/home',
  component: screen(() => import('@/features/practice/home-screen'), 'HomeScreen'),
});

const oneOf =
  <T extends string>(...allowed: T[]) =>
  (value: unknown): T | undefined =>
    allowed.find((one) => one === value);
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
  component: screen(() => import('@/features/practice/lobby-screen'), 'LobbyScreen'),
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
  component: screen(() => import('@/features/practice/history-screen'), 'HistoryScreen'),
});
const result = createRoute({
  getParentRoute: () => app,
  path: '/practice/sessions/$id',
  component: screen(() => import('@/features/practice/result-screen'), 'ResultScreen'),
});
const compare = createRoute({
  getParentRoute: () => app,
  path: '/practice/compare',
  validateSearch: (search: Record<string, unknown>): { a: string; b: string } => ({ a: text(search['a']) ?? '', b: text(search['b']) ?? '' }),
  component: screen(() => import('@/features/practice/compare-screen'), 'CompareScreen'),
});
const inbox = createRoute({
  getParentRoute: () => app,
  path: '/notifications',
  component: screen(() => import('@/features/notifications/notices-screen'), 'NoticesScreen'),
});

const outside = [landing, signUp, logIn, forgot, reset, verify, invitation, pricing, room] as const;
const tree = root.addChildren([...outside, app.addChildren([home, lobby, history, result, compare, inbox, settingsTree, adminTree])]);

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
