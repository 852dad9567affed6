import { json, noContent, page, problem } from './answers.ts';
import * as house from './house.ts';
import type { Body, Levels, NewKeyBody, UsageRow, UserKey } from './house-words.ts';

/** Models, the keys they run on, budgets and usage. Each call is as simple as a screen can stand. */
export class ModelsApi {
  private keys: UserKey[] = structuredClone(house.userKeys);
  private installationKeys: UserKey[] = structuredClone(house.installationKeys);
  private chains = structuredClone(house.chains);
  private levels: Levels = { userKeys: true, platformKeys: false };
  private budgets = structuredClone(house.budgets);
  private next = 900;

  private readonly signIn: { readonly confirmed: boolean };

  constructor(signIn: { readonly confirmed: boolean }) {
    this.signIn = signIn;
  }

  async answer(call: string, path: string, url: URL, body: Body, world: string): Promise<Response | undefined> {
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
        if (!this.signIn.confirmed) return problem(403, 'recent-sign-in-required', 'Confirm that it is you');
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

  private id(prefix: string): string {
    this.next += 1;
    return `${prefix}_${String(this.next)}`;
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
