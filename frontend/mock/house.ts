import type {
  AdminUser,
  ApiKey,
  AuditEntry,
  Budget,
  Chain,
  Coupon,
  Entitlement,
  Invitation,
  Invoice,
  Member,
  ModelRow,
  Notice,
  NoticePreferences,
  Plans,
  Role,
  RoleRow,
  SandboxLetter,
  Team,
  UserKey,
} from '../src/shared/api/house-types.ts';

/** What the mock world knows around people, keys, money and administration. */

const eur = (minor: number) => ({ minor, currency: 'EUR' });

function member(id: number, name: string, role: Role, teamId: string | null, joinedAt: string): Member {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@keller.example`;
  return { userId: `usr_${String(id)}`, name, email: id === 1 ? 'ann@example.com' : email, role, teamId, teamIds: teamId === null ? [] : [teamId], joinedAt, status: 'active' };
}

export const members: Member[] = [
  member(1, 'Ann Keller', 'owner', null, '2026-11-01T09:00:00.000Z'),
  member(2, 'Ben Osei', 'admin', null, '2026-11-01T10:10:00.000Z'),
  member(3, 'Mira Hoffmann', 'manager', 'tm_1', '2026-11-02T08:00:00.000Z'),
  member(4, 'Jonas Lund', 'rep', 'tm_2', '2026-11-03T08:30:00.000Z'),
  member(5, 'Priya Raman', 'rep', 'tm_2', '2026-11-05T12:00:00.000Z'),
  member(6, 'Tomás Ferreira da Silva e Albuquerque', 'rep', 'tm_3', '2026-11-09T14:45:00.000Z'),
  member(7, 'Grace Ndlovu', 'compliance_reviewer', null, '2026-11-12T07:20:00.000Z'),
  { ...member(8, 'Ole Brandt', 'viewer', null, '2026-11-14T16:00:00.000Z'), status: 'suspended' },
];

export const teams: Team[] = [
  { id: 'tm_1', name: 'Sales', parentId: null, memberCount: 2 },
  { id: 'tm_2', name: 'North', parentId: 'tm_1', memberCount: 2 },
  { id: 'tm_3', name: 'South', parentId: 'tm_1', memberCount: 2 },
  { id: 'tm_4', name: 'Inside sales', parentId: 'tm_2', memberCount: 2 },
];

export const invitations: Invitation[] = [
  { id: 'inv_1', email: 'lena@keller.example', role: 'rep', state: 'pending', expiresAt: '2026-11-29T09:00:00.000Z', teamId: null, createdAt: '2026-11-22T09:00:00.000Z', invitedBy: 'Ann Keller' },
  { id: 'inv_2', email: 'sam.okafor@keller.example', role: 'manager', state: 'expired', expiresAt: '2026-11-20T09:00:00.000Z', teamId: null, createdAt: '2026-11-22T09:00:00.000Z', invitedBy: 'Ann Keller' },
  { id: 'inv_3', email: 'jonas@keller.example', role: 'rep', state: 'accepted', expiresAt: '2026-11-10T09:00:00.000Z', teamId: null, createdAt: '2026-11-22T09:00:00.000Z', invitedBy: 'Ann Keller' },
];

const all = ['practice.read', 'practice.run', 'calls.read', 'crm.read', 'members.read', 'members.manage', 'settings.manage', 'keys.manage', 'billing.manage', 'audit.read', 'ownership.transfer'];
const holds = (role: RoleRow['role'], scope: RoleRow['permissions'][number]['scope'], codes: readonly string[]): RoleRow => ({ role, permissions: codes.map((code) => ({ code, scope })) });

export const roleRows: RoleRow[] = [
  holds('owner', 'workspace', all),
  holds('admin', 'workspace', all.filter((code) => code !== 'ownership.transfer' && code !== 'billing.manage')),
  holds('manager', 'team', ['practice.read', 'practice.run', 'calls.read', 'crm.read', 'members.read']),
  holds('rep', 'own', ['practice.read', 'practice.run', 'calls.read', 'crm.read']),
  holds('compliance_reviewer', 'workspace', ['practice.read', 'calls.read', 'audit.read']),
  holds('viewer', 'workspace', ['practice.read', 'calls.read', 'crm.read']),
];

export const apiKeys: ApiKey[] = [
  { id: 'key_1', name: 'Warehouse sync', prefix: 'qh_live_7Kq', last4: 'x9Qe', scopes: ['crm.read', 'calls.read'], createdAt: '2026-11-03T08:00:00.000Z', lastUsedAt: '2026-11-23T05:40:00.000Z', expiresAt: '2027-02-01T08:00:00.000Z', state: 'active' },
  { id: 'key_2', name: 'Old dashboard', prefix: 'qh_live_2mB', last4: 'Pp41', scopes: ['practice.read'], createdAt: '2026-08-03T08:00:00.000Z', lastUsedAt: null, expiresAt: '2026-11-01T08:00:00.000Z', state: 'expired' },
];

export const userKeys: UserKey[] = [
  { provider: 'openai', owner: 'workspace', label: 'Sales team', status: 'valid', last4: 'k3Wd', checkedAt: '2026-11-23T04:00:00.000Z', expiresAt: null, createdBy: 'usr_1', reason: null, id: 'key_o', createdAt: '2026-11-03T08:00:00.000Z', baseUrl: null },
  { provider: 'anthropic', owner: 'workspace', label: '', status: 'quota_exhausted', last4: '90aZ', checkedAt: '2026-11-23T04:00:00.000Z', expiresAt: null, createdBy: 'usr_1', reason: 'quota', id: 'key_a', createdAt: '2026-11-03T08:00:00.000Z', baseUrl: null },
  { provider: 'perplexity', owner: 'workspace', label: '', status: 'unverified', last4: 'Tt5e', checkedAt: null, expiresAt: null, createdBy: 'usr_2', reason: 'network', id: 'key_p', createdAt: '2026-11-03T08:00:00.000Z', baseUrl: null },
];

export const installationKeys: UserKey[] = [
  { provider: 'openai', owner: 'platform', label: 'Production', status: 'valid', last4: 'p8Lm', checkedAt: '2026-11-23T04:00:00.000Z', expiresAt: null, createdBy: 'usr_1', reason: null, id: 'key_io', createdAt: '2026-11-03T08:00:00.000Z', baseUrl: null },
  { provider: 'openrouter', owner: 'platform', label: '', status: 'invalid', last4: 'x2Qe', checkedAt: '2026-11-23T04:00:00.000Z', expiresAt: null, createdBy: 'usr_1', reason: 'unauthorized', id: 'key_ir', createdAt: '2026-11-03T08:00:00.000Z', baseUrl: null },
];

function model(id: string, provider: string, display: string, price: [number, number] | null, contextTokens: number | null, more: Partial<ModelRow> = {}): ModelRow {
  return {
    id,
    provider,
    display,
    capabilities: ['vision', 'tools', 'json'],
    contextTokens,
    price: price && { inPerM: price[0], outPerM: price[1], cachedPerM: price[0] / 4, audio: null, currency: 'USD' },
    status: 'active',
    retiresAt: null,
    replacement: null,
    available: provider === 'openai' || provider === 'anthropic',
    keySource: provider === 'openai' || provider === 'anthropic' ? 'workspace' : null,
    simulated: false,
    source: 'shipped',
    ...more,
  };
}

export const models: ModelRow[] = [
  model('openai/gpt-5.2', 'openai', 'GPT-5.2', [1.75, 14], 400_000),
  model('openai/gpt-realtime', 'openai', 'GPT Realtime', [4, 16], 32_000, { capabilities: ['tools', 'audio'], price: { inPerM: 4, outPerM: 16, cachedPerM: 0.4, audio: { inPerM: 32, outPerM: 64, cachedPerM: 0.4 }, currency: 'USD' } }),
  model('openai/gpt-4.1', 'openai', 'GPT-4.1', [2, 8], 1_047_576, { status: 'deprecated', retiresAt: '2027-01-15', replacement: 'openai/gpt-5.2' }),
  model('anthropic/claude-opus-4.6', 'anthropic', 'Claude Opus 4.6', [5, 25], 200_000),
  model('anthropic/claude-haiku-4.5', 'anthropic', 'Claude Haiku 4.5', [1, 5], 200_000),
  model('openrouter/moonshotai/kimi-k2.5', 'openrouter', 'Kimi K2.5', [0.6, 2.5], 262_144),
  model('openrouter/x-ai/grok-4.1-fast', 'openrouter', 'Grok 4.1 Fast', null, null, { status: 'unavailable', replacement: 'openrouter/moonshotai/kimi-k2.5' }),
  model('perplexity/sonar', 'perplexity', 'Perplexity Sonar', [1, 1], 127_072, { capabilities: ['search'] }),
  model('sandbox/echo', 'sandbox', 'Sandbox model', [0, 0], 32_000, { capabilities: ['json'], available: true, simulated: true, keySource: 'sandbox' }),
];

export const chains: Chain[] = [
  { feature: 'practice.buyer', chain: ['openai/gpt-5.2', 'anthropic/claude-haiku-4.5'] },
  { feature: 'practice.grade', chain: ['anthropic/claude-opus-4.6', 'openai/gpt-5.2', 'openrouter/moonshotai/kimi-k2.5'] },
  { feature: 'coach', chain: [] },
];

export const budgets: Budget[] = [
  { scope: 'workspace', id: '', monthMinor: 20_000, currency: 'USD', softPercent: 80, spent: { amount: 172.4, currency: 'USD' } },
  { scope: 'module', id: 'practice', monthMinor: 8_000, currency: 'USD', softPercent: 80, spent: { amount: 23.1, currency: 'USD' } },
  { scope: 'user', id: 'usr_4', monthMinor: 1_500, currency: 'USD', softPercent: 70, spent: { amount: 15, currency: 'USD' } },
];

const offer = { trialDays: 14, version: 1 };
export const plans: Plans = {
  attached: { readiness: 'practice', compliance: 'analysis', calling: 'followup', proposals: 'followup' },
  simulated: true,
  modules: [
    { module: 'practice', name: 'Practice', description: 'Live voice practice with buyers who push back, scored with quotes.', monthly: eur(3_900), includes: ['Readiness board'], ...offer },
    { module: 'analysis', name: 'Call Analyzer', description: 'Real calls transcribed, measured and scored like practice calls.', monthly: eur(4_900), includes: ['Compliance desk'], ...offer },
    { module: 'coach', name: 'AI Coach', description: 'Questions about a deal or an objection, answered on your own model keys.', monthly: eur(1_900), includes: [], ...offer },
    { module: 'followup', name: 'Follow-up Autopilot', description: 'Drafts and sequences after each call, sent only when you approve.', monthly: eur(2_900), includes: ['Proposals'], ...offer },
    { module: 'brain', name: 'Company Brain', description: 'Your documents and calls, searched and quoted with their source.', monthly: eur(2_400), includes: [], ...offer },
  ],
  bundle: { price: eur(11_900), discountPercent: 25, version: 1 },
  free: { limits: { analysed_calls: 3, coach_messages: 50, documents: 10, drafts: 5, practice_sessions: 10 } },
  selfHosted: false,
};

const free = { until: null, period: null, seats: null, ending: false, limits: {} };
export const entitlements: Entitlement[] = [
  { module: 'practice', state: 'active', seats: 6, until: '2026-12-14T00:00:00.000Z', period: { start: '2026-11-14T00:00:00.000Z', end: '2026-12-14T00:00:00.000Z' }, ending: false, limits: {} },
  { module: 'analysis', state: 'grace', seats: 6, until: '2026-11-28T00:00:00.000Z', period: { start: '2026-11-21T00:00:00.000Z', end: '2026-12-21T00:00:00.000Z' }, ending: false, limits: {} },
  { module: 'coach', state: 'trialing', seats: 6, until: '2026-12-02T00:00:00.000Z', period: null, ending: false, limits: { coach_messages: { used: 41, max: 50, resetsAt: '2026-12-01T00:00:00.000Z' } } },
  { ...free, module: 'followup', state: 'expired', limits: { drafts: { used: 5, max: 5, resetsAt: '2026-12-01T00:00:00.000Z' } } },
  { ...free, module: 'brain', state: 'free', limits: { documents: { used: 2, max: 10, resetsAt: '2026-12-01T00:00:00.000Z' } } },
];

export const invoices: Invoice[] = [
  { id: 'in_2', number: 'QH-2026-0211', at: '2026-11-14T08:00:00.000Z', total: eur(52_800), status: 'paid', pdf: null, url: 'https://pay.example/in_2' },
  { id: 'in_1', number: 'QH-2026-0164', at: '2026-10-14T08:00:00.000Z', total: eur(52_800), status: 'open', pdf: null, url: null },
];

export const coupons: Coupon[] = [{ id: 'cpn_1', code: 'EARLY25', percentOff: 25, months: 3, active: true, maxRedemptions: 100, redeemed: 12, expiresAt: '2026-12-31T23:59:59.000Z' }];

export const notices: Notice[] = [
  { id: 'ntf_4', type: 'session.scored', title: 'Your call with Dana Whitfield is scored: 81.4', body: 'Best so far on “Asks what the problem costs”.', link: '/practice/sessions/rp_100', at: '2026-11-23T08:12:00.000Z', readAt: null },
  { id: 'ntf_3', type: 'key.status-changed', title: 'The Anthropic key has no credit left', body: 'Grading fell back to GPT-5.2.', link: '/settings/keys', at: '2026-11-23T04:00:00.000Z', readAt: null },
  { id: 'ntf_2', type: 'invitation.accepted', title: 'Ole Brandt joined as viewer', body: '', link: '/settings/members', at: '2026-11-14T16:00:00.000Z', readAt: '2026-11-14T17:00:00.000Z' },
  { id: 'ntf_1', type: 'device.new', title: 'A log-in from a new device', body: 'Safari on iPhone, 10.0.3.41. If this was not you, end the session and change your password.', link: '/account/security', at: '2026-11-02T18:40:00.000Z', readAt: '2026-11-02T18:45:00.000Z' },
];

export const preferences: NoticePreferences = {
  types: [['session.scored', 'Practice'], ['invitation.accepted', 'People'], ['key.status-changed', 'Keys and models'], ['budget.reached', 'Keys and models'], ['payment.failed', 'Plan'], ['device.new', 'Your account']].map(([type = '', group = ''], index) => ({ type, group, inApp: true, email: index === 0 ? 'digest' : index === 1 ? 'off' : 'instant' })),
  quietHours: { from: '20:00', to: '07:00', zone: 'Europe/Berlin' },
  zone: 'Europe/Berlin',
  digestAt: '08:00',
};

export const adminUsers: AdminUser[] = members.map(({ userId, name, email, status }, index) => ({
  id: userId,
  name,
  email,
  status,
  platformAdmin: index === 0,
  workspaces: [{ id: 'wsp_1', name: 'Keller & Co', role: 'rep' as const }, ...(index === 1 ? [{ id: 'wsp_2', name: 'North Wind', role: 'owner' as const }] : [])],
  lastSeenAt: index === 5 ? null : '2026-11-22T17:03:00.000Z',
  createdAt: '2026-11-01T09:00:00.000Z',
  secondFactor: index < 3,
  suspendedReason: status === 'suspended' ? 'Left the company' : null,
}));

export const auditEntries: AuditEntry[] = [
  { seq: 214, at: '2026-11-23T08:20:00.000Z', action: 'member.role-changed', subject: 'usr_4', actor: { kind: 'user', id: 'usr_1', name: 'Ann Keller' }, onBehalfOf: null, before: { role: 'rep' }, after: { role: 'manager' }, from: '10.0.0.8', requestId: 'req_0197f3c2a1', hash: '9f2c61d07ab34e5588c1d2a0a1b2c3d4' },
  { seq: 213, at: '2026-11-23T08:02:00.000Z', action: 'practice.session-opened', subject: 'rp_201', actor: { kind: 'user', id: 'usr_9', name: 'Max Admin' }, onBehalfOf: { kind: 'user', id: 'usr_1', name: 'Ann Keller' }, before: {}, after: { persona: 'Dana Whitfield' }, from: '10.0.9.2', requestId: 'req_0197f3b0c4', hash: '1cc0a4b1ffee00d1234567890abcdef1' },
  { seq: 212, at: '2026-11-22T15:41:00.000Z', action: 'key.saved', subject: 'openai', actor: { kind: 'user', id: 'usr_1', name: 'Ann Keller' }, onBehalfOf: null, before: { key: '••••90aZ' }, after: { key: '••••k3Wd', status: 'valid' }, from: '10.0.0.8', requestId: 'req_0197f21900', hash: 'aa00bb11cc22dd33ee44ff5566778899' },
];

export const letters: SandboxLetter[] = [
  {
    id: 'ltr_2',
    to: 'lena@keller.example',
    subject: 'Ann Keller invites you to Keller & Co',
    at: '2026-11-22T09:00:00.000Z',
    text: 'Ann Keller invites you to Keller & Co on QuotaHit.\n\nhttps://quotahit.example/invitations/inv_7Hk2\n\nThe link works once and until 29 November.',
    simulated: true,
    html: '<div style="font-family:sans-serif;padding:24px;color:#14181c"><h1 style="font-size:20px">Ann Keller invites you to Keller &amp; Co</h1><p>You come in as rep.</p><p><a href="https://quotahit.example/invitations/inv_7Hk2">Open the invitation</a></p><script>document.title="broken"</script></div>',
  },
  { id: 'ltr_1', to: 'ann@example.com', subject: 'A log-in from a new device', at: '2026-11-02T18:40:00.000Z', text: 'Safari on iPhone, 10.0.3.41.\n\nIf this was not you: https://quotahit.example/account/security', html: '', simulated: true },
];
