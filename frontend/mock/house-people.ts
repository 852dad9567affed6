import { json, noContent, page, problem } from './answers.ts';
import * as house from './house.ts';
import type { Body, Invitation, Member } from './house-words.ts';

/** Members, teams, invitations, keys of programs. Each call is as simple as a screen can stand. */
export class PeopleApi {
  private members: Member[] = structuredClone(house.members);
  private teams = structuredClone(house.teams);
  private invitations: Invitation[] = structuredClone(house.invitations);
  private apiKeys = structuredClone(house.apiKeys);
  private name = 'Keller & Co';
  private version = 3;
  private next = 900;

  async answer(call: string, path: string, url: URL, body: Body, world: string): Promise<Response | undefined> {
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
