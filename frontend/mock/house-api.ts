import type { Invitation, Levels, Member, NewKeyBody, UsageRow, UserKey } from './house-words.ts';
import * as house from './house.ts';
import { json, noContent, page, problem } from './answers.ts';

/** The calls around people, keys, money and administration, each as simple as a screen can stand. */
export class HouseApi {
  private members: Member[] = structuredClone(house.members);
  private teams = structuredClone(house.teams);
  private invitations: Invitation[] = structuredClone(house.invitations);
  private apiKeys = structuredClone(house.apiKeys);
  private keys: UserKey[] = structuredClone(house.userKeys);
  private installationKeys: UserKey[] = structuredClone(house.installationKeys);
  private chains = structuredClone(house.chains);
  private levels: Levels = { userKeys: true, platformKeys: false };
  private budgets = structuredClone(house.budgets);
  private notices = structuredClone(house.notices);
  private preferences = structuredClone(house.preferences);
  private passkeys = [{ id: 'psk_1', label: 'Chrome on Linux', createdAt: '2026-11-10T09:00:00.000Z', lastUsedAt: '2026-11-22T08:01:00.000Z' }];
  private switches = [
    { name: 'voice-practice', on: true, usual: true, description: 'Calls with sound.' },
    { name: 'sign-up', on: true, usual: true, description: 'Anybody may create a workspace.' },
  ];
  private settings = [
    { name: 'installation-name', description: 'What this installation calls itself on its pages.', kind: 'text', value: 'QuotaHit', usual: 'QuotaHit', min: null, max: 60 },
    { name: 'impersonation-minutes', description: 'How long an impersonation lasts when the admin asks for nothing else.', kind: 'number', value: '30', usual: '30', min: 5, max: 60 },
  ];
  private plans = structuredClone(house.plans);
  private zone = 'Europe/Berlin';
  private gifts: { module: string; until: string | null }[] = [{ module: 'brain', until: '2026-12-31T23:59:59.000Z' }, { module: 'coach', until: null }];
  private name = 'Keller & Co';
  private version = 3;
  private next = 900;
  confirmed = false;

  async answer(request: Request, path: string, url: URL, world: string): Promise<Response | undefined> {
    const call = `${request.method} ${path}`;
    const body = async () => (await request.json().catch(() => ({}))) as Record<string, unknown>;
    if (world === 'rep' && /^\/(workspace\/(members|teams|roles|invitations|sso)|api-keys|audit|budgets|usage)/.test(path)) return problem(403, 'workspace.not-permitted', 'Your role does not allow this');
    if (world === 'locked' && /^\/(usage|budgets|models)/.test(path)) return problem(402, 'module_required', 'Module required', [{ field: 'module', code: 'required', message: 'coach' }]);
    return (
      (await this.signIn(call, path, body, world)) ??
      (await this.people(call, path, url, body, world)) ??
      (await this.modelsAndKeys(call, path, url, body, world)) ??
      (await this.money(call, body, world)) ??
      (await this.noticesAndMail(call, path, url, body, world)) ??
      (await this.administration(call, path, url, body, world))
    );
  }

  private async signIn(call: string, path: string, body: () => Promise<Record<string, unknown>>, world: string): Promise<Response | undefined> {
    switch (call) {
      case 'POST /auth/password/forgot':
        return noContent(202);
      case 'POST /auth/password/reset':
      case 'POST /auth/verify-email':
        return (await body())['token'] === 'old' ? problem(410, 'workspace.link-expired', 'Expired', [], { detail: 'This link has been used or is too old. Ask for a new one.' }) : noContent();
      case 'POST /auth/verify-email/resend':
        return noContent(202);
      case 'POST /auth/password':
        return (await body())['current'] === 'wrong-password' ? problem(422, 'shared.invalid', 'Invalid', [{ field: 'current', code: 'wrong', message: 'This is not your present password.' }]) : noContent();
      case 'POST /auth/totp':
        return json({ secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', uri: 'otpauth://totp/QuotaHit:ann', qrSvg: qr });
      case 'POST /auth/totp/confirm':
        return (await body())['code'] === '000000' ? problem(422, 'workspace.wrong-code', 'Wrong code') : json({ recoveryCodes: codes });
      case 'POST /auth/recovery-codes':
        return json({ recoveryCodes: codes });
      case 'DELETE /auth/totp':
        if (this.confirmed) return noContent();
        return problem(403, 'recent-sign-in-required', 'Confirm that it is you');
      case 'POST /auth/confirm':
        if ((await body())['password'] === 'wrong-password') return problem(401, 'workspace.wrong-credentials', 'Wrong credentials');
        this.confirmed = true;
        return noContent();
      case 'GET /auth/passkeys':
        return page(world === 'empty' ? [] : this.passkeys);
      case 'GET /auth/sso/start':
        return problem(404, 'http.404', 'Not found');
      case 'DELETE /auth/sessions':
        return noContent();
    }
    if (call.startsWith('DELETE /auth/passkeys/')) {
      this.passkeys = this.passkeys.filter(({ id }) => !path.endsWith(id));
      return noContent();
    }
    return undefined;
  }

  private async people(call: string, path: string, url: URL, body: () => Promise<Record<string, unknown>>, world: string): Promise<Response | undefined> {
    const [, kind, id, rest] = /^\/(workspace\/members|workspace\/teams|workspace\/invitations|invitations|api-keys)\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    switch (call) {
      case 'GET /workspace':
        return json({ id: 'wsp_1', name: this.name, version: this.version, createdAt: '2026-11-01T09:00:00.000Z', memberCount: this.members.length, ownerIds: ['usr_1'] });
      case 'PATCH /workspace':
        this.name = String((await body())['name']);
        this.version += 1;
        return json({ id: 'wsp_1', name: this.name, version: this.version, createdAt: '2026-11-01T09:00:00.000Z', memberCount: this.members.length, ownerIds: ['usr_1'] });
      case 'POST /workspace/transfer-ownership':
      case 'DELETE /workspace':
        return noContent();
      case 'POST /me/workspace':
        return world === 'rep' ? problem(403, 'workspace.company-sign-in-required', 'Your company signs you in') : noContent();
      case 'POST /workspace/restore':
        return noContent();
      case 'POST /workspaces':
        return json({ id: 'wsp_9', name: (await body())['name'] }, 201);
      case 'GET /workspace/members': {
        const text = url.searchParams.get('query')?.toLowerCase() ?? '';
        const team = url.searchParams.get('team');
        return page(this.members.filter((one) => `${one.name} ${one.email}`.toLowerCase().includes(text) && (team === null || one.teamId === team)));
      }
      case 'GET /workspace/impersonation-terms':
        return json({ consentRequired: true });
      case 'PUT /workspace/impersonation-terms':
        return json(await body());
      case 'GET /workspace/impersonation-requests':
        return page([{ id: 'imp_2', admin: { id: 'usr_9', name: 'Max Admin' }, user: { id: 'usr_4', name: 'Jonas Lund' }, reason: 'Ticket 4711: scores are missing', state: 'asked', askedAt: '2026-11-23T08:00:00.000Z', until: '2026-11-23T20:00:00.000Z' }]);
      case 'GET /workspace/roles':
        return json({ roles: house.roleRows });
      case 'GET /workspace/teams':
        return page(world === 'empty' ? [] : this.teams);
      case 'POST /workspace/teams': {
        const { name, parentId } = await body();
        const team = { id: this.id('tm'), name: String(name), parentId: typeof parentId === 'string' ? parentId : null, memberCount: 0 };
        this.teams.push(team);
        return json(team, 201);
      }
      case 'GET /workspace/invitations':
        return page(world === 'empty' ? [] : this.invitations);
      case 'POST /workspace/invitations': {
        const { email, role } = await body();
        if (this.members.some((one) => one.email === email)) return problem(422, 'shared.invalid', 'Invalid', [{ field: 'email', code: 'member', message: 'This person is in the workspace already.' }]);
        const invitation = { id: this.id('inv'), email: String(email), role: role as Invitation['role'], state: 'pending' as const, expiresAt: '2026-11-30T09:00:00.000Z', teamId: null, createdAt: '2026-11-23T09:00:00.000Z', invitedBy: 'Ann Keller' };
        this.invitations.unshift(invitation);
        return json(invitation, 201);
      }
      case 'GET /workspace/sso':
        return world === 'empty' ? problem(404, 'http.404', 'Not found') : json({ issuer: 'https://login.keller.example', clientId: 'quotahit', domains: ['keller.example'], required: false, redirectUri: 'https://quotahit.example/api/v1/auth/sso/callback', updatedAt: '2026-11-20T09:00:00.000Z' });
      case 'PUT /workspace/sso':
        return json(await body());
      case 'DELETE /workspace/sso':
        return noContent();
      case 'GET /api-keys':
        return page(world === 'empty' ? [] : this.apiKeys);
      case 'POST /api-keys': {
        const { name, scopes, expiresAt } = await body();
        this.apiKeys.unshift({ id: this.id('key'), name: String(name), prefix: 'qh_live_9Xa', last4: 'dW3m', scopes: scopes as string[], createdAt: new Date().toISOString(), lastUsedAt: null, expiresAt: String(expiresAt), state: 'active' });
        return json({ id: 'key_9', key: 'qh_live_9XaV7mQ2kS0bT4hJ8nLdW3m' }, 201);
      }
    }
    if (id === undefined) return undefined;
    if (kind === 'invitations' && call.startsWith('GET')) return letterOf(id);
    if (kind === 'invitations') return json({ workspace: id === 'insists' ? { id: 'wsp_2', name: 'North Wind' } : { id: 'wsp_1', name: 'Keller & Co' }, role: 'rep' }, 201);
    if (kind === 'api-keys') {
      this.apiKeys = this.apiKeys.map((key) => (key.id === id ? { ...key, state: 'revoked' } : key));
      return noContent();
    }
    if (kind === 'workspace/invitations') {
      if (rest === '/resend') return noContent();
      this.invitations = this.invitations.map((one) => (one.id === id ? { ...one, state: 'revoked' as const } : one));
      return noContent();
    }
    if (kind === 'workspace/teams') {
      if (call.startsWith('DELETE')) this.teams = this.teams.filter((team) => team.id !== id);
      else this.teams = await Promise.all(this.teams.map(async (team) => (team.id === id ? { ...team, ...((await body()) as object) } : team)));
      return noContent();
    }
    if (call.startsWith('DELETE')) {
      this.members = this.members.filter((one) => one.userId !== id);
      return noContent();
    }
    const change = await body();
    this.members = this.members.map((one) => (one.userId === id ? { ...one, ...change, ...(change['teamId'] === '' && { teamId: null }) } : one));
    return json(this.members.find((one) => one.userId === id));
  }

  private async modelsAndKeys(call: string, path: string, url: URL, body: () => Promise<Record<string, unknown>>, world: string): Promise<Response | undefined> {
    switch (call) {
      case 'GET /user-keys':
        return page(world === 'empty' ? [] : this.keys);
      case 'GET /models/levels':
        return json(this.levels);
      case 'PUT /models/levels':
        this.levels = (await body()) as Levels;
        return json(this.levels);
      case 'GET /models':
        return page(world === 'empty' ? [] : house.models);
      case 'GET /models/routing':
        return json({ features: this.chains });
      case 'PUT /models/routing':
        this.chains = (await body())['features'] as typeof this.chains;
        return json({ features: this.chains });
      case 'GET /budgets':
        return page(world === 'empty' ? [] : this.budgets);
      case 'PUT /budgets': {
        const budget = (await body()) as (typeof this.budgets)[number];
        this.budgets = [...this.budgets.filter(({ scope, id }) => scope !== budget.scope || id !== budget.id), { ...budget, spent: { amount: 0, currency: 'USD' } }];
        return json(budget);
      }
      case 'GET /usage':
        return page(world === 'empty' ? [] : usageRows(url.searchParams.get('group') ?? 'day', (url.searchParams.get('from') ?? '').slice(0, 10), (url.searchParams.get('to') ?? '').slice(0, 10)));
    }
    if (call === 'GET /admin/keys') return json({ items: world === 'empty' ? [] : this.installationKeys, environment: world === 'empty' ? [] : ['openai', 'openrouter', 'perplexity'] });
    const [, place, provider, rest] = /^\/(user-keys|admin\/keys)\/([^/]+)(\/check)?$/.exec(path) ?? [];
    if (provider !== undefined) {
      const platform = place === 'admin/keys';
      if (platform && call.startsWith('DELETE')) {
        if (!this.confirmed) return problem(403, 'recent-sign-in-required', 'Confirm that it is you');
        this.installationKeys = this.installationKeys.filter((key) => key.provider !== provider);
        return noContent();
      }
      if (call.startsWith('DELETE')) {
        this.keys = this.keys.filter((key) => key.provider !== provider || key.owner !== url.searchParams.get('owner'));
        return noContent();
      }
      if (rest === '/check') return json((platform ? this.installationKeys : this.keys).find((key) => key.provider === provider));
      const { key, owner, label, saveUnverified } = (await body()) as NewKeyBody;
      if (key.startsWith('bad')) return problem(422, 'key_rejected', 'Key rejected', [{ field: 'key', code: 'unauthorized', message: 'Tavily does not know this key.' }]);
      if (key.startsWith('slow') && saveUnverified !== true) return problem(422, 'key_rejected', 'Key rejected', [{ field: 'key', code: 'network', message: 'Tavily could not be reached.' }]);
      const saved: UserKey = { provider, owner: owner ?? 'platform', label: label ?? '', status: saveUnverified === true ? 'unverified' : 'valid', last4: key.slice(-4), checkedAt: new Date().toISOString(), expiresAt: null, createdBy: 'usr_1', reason: null, id: this.id('key'), createdAt: new Date().toISOString(), baseUrl: null };
      if (platform) this.installationKeys = [...this.installationKeys.filter((one) => one.provider !== provider), saved];
      else this.keys = [...this.keys.filter((one) => one.provider !== provider || one.owner !== owner), saved];
      return json(saved);
    }
    return path.startsWith('/admin/models/') ? json({}) : undefined;
  }

  private async money(call: string, body: () => Promise<Record<string, unknown>>, world: string): Promise<Response | undefined> {
    switch (call) {
      case 'GET /billing/plans':
        return json({ ...this.plans, selfHosted: world === 'self-hosted' });
      case 'GET /billing/entitlements': {
        const items = world === 'empty' ? house.entitlements.map((one) => ({ ...one, state: 'free' })) : world === 'self-hosted' ? house.entitlements.map((one) => ({ ...one, state: 'complimentary', until: null, limits: {} })) : house.entitlements;
        return json({ items, zone: this.zone });
      }
      case 'GET /billing/invoices':
        return page(world === 'empty' ? [] : house.invoices);
      case 'GET /billing/seats':
        return json({ assigned: ['usr_1', 'usr_3', 'usr_4'], seats: 6 });
      case 'PUT /billing/seats':
        return json({ ...(await body()), seats: 6 });
      case 'GET /billing/preview':
        return json({ dueNow: { minor: 1_740, currency: 'EUR' }, monthly: { minor: 64_200, currency: 'EUR' }, lines: [{ text: 'Company Brain, 6 seats until 14 December', amount: { minor: 9_940, currency: 'EUR' } }, { text: 'Unused time on the old plan', amount: { minor: -8_200, currency: 'EUR' } }], at: '2026-11-23T09:00:00.000Z' });
      case 'POST /billing/checkout':
        return (await body())['coupon'] === 'NOPE' ? problem(422, 'billing.no-such-coupon', 'No such coupon', [{ field: 'coupon', code: 'unknown', message: 'There is no such coupon, or it is used up.' }]) : json({ url: '/settings/billing?checkout=done' });
      case 'POST /billing/portal':
        return json({ url: '/settings/billing' });
      case 'POST /billing/change':
      case 'POST /billing/trial':
      case 'POST /billing/cancel':
      case 'POST /billing/resume':
        return noContent();
      case 'GET /admin/coupons':
        return page(world === 'empty' ? [] : house.coupons);
      case 'PUT /billing/zone':
        this.zone = String((await body())['zone']);
        return json({ zone: this.zone });
      case 'PUT /admin/free-limits':
        this.plans.free.limits = { ...this.plans.free.limits, ...((await body())['limits'] as Record<string, number>) };
        return json(this.plans);
      case 'GET /admin/gifts':
        return json({ items: this.gifts });
      case 'POST /admin/gifts': {
        const { module, until } = (await body()) as (typeof this.gifts)[number];
        this.gifts = [...this.gifts.filter((gift) => gift.module !== module), { module, until }];
        return noContent();
      }
      case 'POST /admin/gifts/end': {
        const { module } = await body();
        this.gifts = this.gifts.filter((gift) => gift.module !== module);
        return noContent();
      }
      case 'PUT /admin/coupons':
        return json(await body());
    }
    const part = /^PUT \/admin\/plan-parts\/(.+)$/.exec(call)?.[1];
    if (part !== undefined) {
      const { module } = await body();
      const others = Object.entries(this.plans.attached).filter(([name]) => name !== part);
      this.plans.attached = Object.fromEntries(typeof module === 'string' ? [...others, [part, module]] : others);
      return json(this.plans);
    }
    return call.startsWith('PATCH /admin/plans/') ? json({}) : undefined;
  }

  private async noticesAndMail(call: string, path: string, url: URL, body: () => Promise<Record<string, unknown>>, world: string): Promise<Response | undefined> {
    const here = world === 'empty' ? [] : this.notices;
    switch (call) {
      case 'GET /notifications':
        return page(url.searchParams.get('unread') === 'true' ? here.filter(({ readAt }) => readAt === null) : here);
      case 'GET /notifications/count':
        return json({ unread: here.filter(({ readAt }) => readAt === null).length });
      case 'POST /notifications/read': {
        const { ids } = (await body()) as { ids?: string[] };
        this.notices = this.notices.map((one) => (ids === undefined || ids.includes(one.id) ? { ...one, readAt: one.readAt ?? new Date().toISOString() } : one));
        return noContent();
      }
      case 'GET /notifications/preferences':
        return json(this.preferences);
      case 'PUT /notifications/preferences':
        this.preferences = (await body()) as typeof this.preferences;
        return json(this.preferences);
      case 'GET /notifications/channels':
        return page(world === 'empty' ? [] : [{ id: 'ch_1', kind: 'slack', url: 'https://hooks.chat.example/…', types: [], createdAt: '2026-11-20T09:00:00.000Z', state: 'failing', failingSince: '2026-11-22T09:00:00.000Z', secret: null }]);
      case 'POST /notifications/channels':
        return String((await body())['url']).includes('127.0.0.1') ? problem(422, 'shared.invalid', 'Invalid', [{ field: 'url', code: 'private', message: 'This address is not open to the public internet.' }]) : json({ secret: null }, 201);
      case 'GET /sandbox/mail':
        return page(world === 'empty' ? [] : house.letters.filter(({ to }) => to.includes(url.searchParams.get('to') ?? '')));
      case 'DELETE /sandbox/mail':
        return noContent();
      case 'GET /admin/mail':
        return json({ host: '', port: 587, tls: 'starttls', username: null, passwordSet: false, from: 'no-reply@localhost', origin: 'sandbox', sandbox: true, stopped: null });
      case 'PUT /admin/mail':
      case 'POST /admin/mail/test':
        return json({});
    }
    return call.startsWith('DELETE /notifications/channels/') || path === '/nothing' ? noContent() : undefined;
  }

  private async administration(call: string, path: string, url: URL, body: () => Promise<Record<string, unknown>>, world: string): Promise<Response | undefined> {
    switch (call) {
      case 'GET /admin/users': {
        const text = url.searchParams.get('query')?.toLowerCase() ?? '';
        const status = url.searchParams.get('status');
        return page(house.adminUsers.filter((one) => `${one.name} ${one.email} ${one.workspaces.map(({ name }) => name).join(' ')}`.toLowerCase().includes(text) && (status === null || one.status === status)));
      }
      case 'GET /admin/workspaces':
        return page([
          { id: 'wsp_1', name: 'Keller & Co', members: 8, owners: ['Ann Keller'], consentRequired: true },
          { id: 'wsp_2', name: 'North Wind', members: 1, owners: ['Ben Osei'], consentRequired: false },
        ]);
      case 'POST /admin/impersonations':
        return json({ id: 'imp_1', until: '2026-11-23T10:00:00.000Z' }, 201);
      case 'DELETE /admin/impersonations/current':
        return noContent();
      case 'GET /admin/switches':
        return page(this.switches);
      case 'GET /admin/settings':
        return page(this.settings);
      case 'PATCH /admin/settings':
{
        const { values } = (await body()) as { values: Record<string, string> };
        this.settings = this.settings.map((one) => ({ ...one, value: values[one.name] ?? one.value }));
        return page(this.settings);
      }
      case 'GET /audit':
      case 'GET /admin/audit': {
        const action = url.searchParams.get('action');
        return page(world === 'empty' ? [] : house.auditEntries.filter((one) => action === null || one.action.includes(action)));
      }
      case 'GET /audit/verify':
      case 'GET /admin/audit/verify':
        return json(world === 'broken-chain' ? { ok: false, checked: 118, brokenAt: 119, reason: 'altered' } : { ok: true, checked: 214 });
      case 'GET /audit/export':
        return new Response('seq,at,action\n', { headers: { 'Content-Type': 'text/csv' } });
    }
    const [, name] = /^\/admin\/switches\/(.+)$/.exec(path) ?? [];
    if (name !== undefined) {
      const { on } = await body();
      this.switches = this.switches.map((one) => (one.name === name ? { ...one, on: on === true } : one));
      return noContent();
    }
    const [, id, action] = /^\/admin\/users\/([^/]+)(\/.+)?$/.exec(path) ?? [];
    if (id === undefined) return undefined;
    if (action !== undefined) return noContent();
    const user = house.adminUsers.find((one) => one.id === id);
    return user ? json(user) : problem(404, 'http.404', 'Not found');
  }

  private id(prefix: string): string {
    this.next += 1;
    return `${prefix}_${String(this.next)}`;
  }
}

function letterOf(token: string): Response {
  const letter = { workspaceName: 'Keller & Co', email: 'lena@keller.example', role: 'rep', state: 'pending', accountExists: false };
  switch (token) {
    case 'mine':
      return json({ ...letter, email: 'ann@example.com', accountExists: true });
    case 'insists':
      return json({ ...letter, workspaceName: 'North Wind', email: 'ann@example.com', accountExists: true });
    case 'known':
      return json({ ...letter, accountExists: true });
    case 'expired':
      return json({ ...letter, state: 'expired' });
    case 'gone':
      return problem(404, 'http.404', 'Not found');
    default:
      return json(letter);
  }
}

function usageRows(group: string, from: string, to: string): UsageRow[] {
  const row = (key: string, size: number): UsageRow => ({ key, tokensIn: size * 940, tokensOut: size * 210, cost: { amount: size * 0.031, currency: 'USD' }, requests: size, unpriced: 0, heardSeconds: 0, spokenSeconds: 0 });
  if (group === 'model') return [row('openai/gpt-5.2', 412), row('anthropic/claude-opus-4.6', 240), { ...row('openrouter/x-ai/grok-4.1-fast', 31), cost: null, unpriced: 31 }];
  if (group === 'user') return house.members.slice(2, 6).map(({ userId }, index) => row(userId, 260 - index * 55));
  if (group === 'key') return [row('key_o', 412), row('key_a', 240)];
  const rows: UsageRow[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`), day = 0; at <= Date.parse(`${to}T00:00:00Z`); at += 86_400_000, day += 1) {
    if (day % 7 > 1) rows.push(row(new Date(at).toISOString().slice(0, 10), 20 + ((day * 37) % 50)));
  }
  return rows;
}

const codes = ['4K7M-9QXT', 'B2HD-R5NW', 'C8VJ-3PLF', 'D6ZS-7TGA', 'E1YK-8MUB', 'F9WC-2XRE', 'G3NT-6QHV', 'H5LP-4JDZ', 'J7RA-1FSK', 'K2XE-9VCM'];
/** Looks like a QR code from afar; the real one comes from the server. */
const qr = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 21 21" shape-rendering="crispEdges"><path d="${Array.from({ length: 441 }, (_, at) => ((at * 7919) % 13 < 6 ? `M${String(at % 21)} ${String(Math.floor(at / 21))}h1v1h-1z` : '')).join('')}"/></svg>`;
