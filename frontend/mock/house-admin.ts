import { json, noContent, page, problem } from './answers.ts';
import * as house from './house.ts';
import type { Body } from './house-words.ts';

/** What an administrator of the installation sees. Each call is as simple as a screen can stand. */
export class AdminApi {
  private switches = [
    { name: 'voice-practice', on: true, usual: true, description: 'Calls with sound.' },
    { name: 'sign-up', on: true, usual: true, description: 'Anybody may create a workspace.' },
  ];
  private settings = [
    { name: 'installation-name', description: 'What this installation calls itself on its pages.', kind: 'text', value: 'QuotaHit', usual: 'QuotaHit', min: null, max: 60 },
    { name: 'impersonation-minutes', description: 'How long an impersonation lasts when the admin asks for nothing else.', kind: 'number', value: '30', usual: '30', min: 5, max: 60 },
  ];

  async answer(call: string, path: string, url: URL, body: Body, world: string): Promise<Response | undefined> {
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
}
