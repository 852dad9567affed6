import { createRoute, redirect } from '@tanstack/react-router';
import { meQuery } from '@/shared/api/me';
import { app, text } from './root-routes';
import { screen } from './screen';

/** Everything that is set and administered, each screen in a file of its own that is fetched when it is opened. */

const settings = createRoute({ getParentRoute: () => app, id: 'settings', component: screen(() => import('./settings-frame'), 'SettingsFrame') });
const admin = createRoute({
  getParentRoute: () => app,
  id: 'admin',
  beforeLoad: async ({ context }) => {
    const me = await context.client.ensureQueryData(meQuery);
    if (!me.user.platformAdmin) throw redirect({ to: '/home' });
  },
  component: screen(() => import('./settings-frame'), 'AdminFrame'),
});

const account = createRoute({ getParentRoute: () => settings, path: '/account', component: screen(() => import('@/features/workspace/account-screen'), 'AccountScreen') });
const security = createRoute({ getParentRoute: () => settings, path: '/account/security', component: screen(() => import('@/features/workspace/security-screen'), 'SecurityScreen') });
const notices = createRoute({ getParentRoute: () => settings, path: '/account/notifications', component: screen(() => import('@/features/notifications/preferences-screen'), 'PreferencesScreen') });

const general = createRoute({ getParentRoute: () => settings, path: '/settings', component: screen(() => import('@/features/workspace/general-screen'), 'GeneralScreen') });
const members = createRoute({
  getParentRoute: () => settings,
  path: '/settings/members',
  validateSearch: (search: Record<string, unknown>): { query?: string | undefined; team?: string | undefined } => ({ query: text(search['query']), team: text(search['team']) }),
  component: screen(() => import('@/features/workspace/members-screen'), 'MembersScreen'),
});
const teams = createRoute({ getParentRoute: () => settings, path: '/settings/teams', component: screen(() => import('@/features/workspace/teams-screen'), 'TeamsScreen') });
const roles = createRoute({ getParentRoute: () => settings, path: '/settings/roles', component: screen(() => import('@/features/workspace/roles-screen'), 'RolesScreen') });
const sso = createRoute({ getParentRoute: () => settings, path: '/settings/single-sign-on', component: screen(() => import('@/features/workspace/sso-screen'), 'SsoScreen') });
const apiKeys = createRoute({ getParentRoute: () => settings, path: '/settings/api-keys', component: screen(() => import('@/features/workspace/api-keys-screen'), 'ApiKeysScreen') });

type Filters = { action?: string | undefined; actor?: string | undefined; subject?: string | undefined; from?: string | undefined; to?: string | undefined };
const filters = (search: Record<string, unknown>): Filters => ({
  action: text(search['action']),
  actor: text(search['actor']),
  subject: text(search['subject']),
  from: text(search['from']),
  to: text(search['to']),
});
const audit = createRoute({ getParentRoute: () => settings, path: '/settings/audit', validateSearch: filters, component: screen(() => import('@/features/admin/audit-screen'), 'AuditScreen') });

const keys = createRoute({ getParentRoute: () => settings, path: '/settings/keys', component: screen(() => import('@/features/models/keys-screen'), 'KeysScreen') });
const models = createRoute({ getParentRoute: () => settings, path: '/settings/models', component: screen(() => import('@/features/models/models-screen'), 'ModelsScreen') });
const budgets = createRoute({ getParentRoute: () => settings, path: '/settings/budgets', component: screen(() => import('@/features/models/budgets-screen'), 'BudgetsScreen') });
const usage = createRoute({
  getParentRoute: () => settings,
  path: '/settings/usage',
  validateSearch: (search: Record<string, unknown>): { group?: string | undefined; days?: string | undefined } => ({ group: text(search['group']), days: text(String(search['days'] ?? '')) }),
  component: screen(() => import('@/features/models/usage-screen'), 'UsageScreen'),
});
const billing = createRoute({
  getParentRoute: () => settings,
  path: '/settings/billing',
  validateSearch: (search: Record<string, unknown>): { add?: string | undefined; checkout?: string | undefined } => ({ add: text(search['add']), checkout: text(search['checkout']) }),
  component: screen(() => import('@/features/billing/billing-screen'), 'BillingScreen'),
});

const users = createRoute({
  getParentRoute: () => admin,
  path: '/admin/users',
  validateSearch: (search: Record<string, unknown>): { query?: string | undefined; status?: string | undefined } => ({ query: text(search['query']), status: text(search['status']) }),
  component: screen(() => import('@/features/admin/users-screen'), 'UsersScreen'),
});
const user = createRoute({ getParentRoute: () => admin, path: '/admin/users/$id', component: screen(() => import('@/features/admin/user-screen'), 'UserScreen') });
const workspaces = createRoute({
  getParentRoute: () => admin,
  path: '/admin/workspaces',
  validateSearch: (search: Record<string, unknown>): { query?: string | undefined } => ({ query: text(search['query']) }),
  component: screen(() => import('@/features/admin/workspaces-screen'), 'WorkspacesScreen'),
});
const switches = createRoute({ getParentRoute: () => admin, path: '/admin/switches', component: screen(() => import('@/features/admin/switches-screen'), 'SwitchesScreen') });
const installation = createRoute({ getParentRoute: () => admin, path: '/admin/installation', component: screen(() => import('@/features/admin/installation-screen'), 'InstallationScreen') });
const mail = createRoute({ getParentRoute: () => admin, path: '/admin/mail', component: screen(() => import('@/features/notifications/mail-settings-screen'), 'MailSettingsScreen') });
const installationKeys = createRoute({ getParentRoute: () => admin, path: '/admin/keys', component: screen(() => import('@/features/models/installation-keys-screen'), 'InstallationKeysScreen') });
const catalogue = createRoute({ getParentRoute: () => admin, path: '/admin/models', component: screen(() => import('@/features/models/catalogue-screen'), 'CatalogueScreen') });
const plans = createRoute({ getParentRoute: () => admin, path: '/admin/plans', component: screen(() => import('@/features/billing/plans-screen'), 'PlansScreen') });
const platformAudit = createRoute({ getParentRoute: () => admin, path: '/admin/audit', validateSearch: filters, component: screen(() => import('@/features/admin/audit-screen'), 'PlatformAuditScreen') });
const letters = createRoute({ getParentRoute: () => admin, path: '/admin/letters', component: screen(() => import('@/features/notifications/letters-screen'), 'LettersScreen') });

export const settingsTree = settings.addChildren([account, security, notices, general, members, teams, roles, sso, apiKeys, audit, keys, models, budgets, usage, billing]);
export const adminTree = admin.addChildren([users, user, workspaces, switches, installation, mail, installationKeys, catalogue, plans, platformAudit, letters]);
