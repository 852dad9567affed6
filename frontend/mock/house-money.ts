import { json, noContent, page, problem } from './answers.ts';
import * as house from './house.ts';
import type { Body } from './house-words.ts';

/** Plans, payment, presents and coupons. Each call is as simple as a screen can stand. */
export class MoneyApi {
  private plans = structuredClone(house.plans);
  private zone = 'Europe/Berlin';
  private gifts: { module: string; until: string | null }[] = [{ module: 'brain', until: '2026-12-31T23:59:59.000Z' }, { module: 'coach', until: null }];

  async answer(call: string, body: Body, world: string): Promise<Response | undefined> {
    switch (call) {
      case 'GET /billing/plans':
        return json({ ...this.plans, selfHosted: world === 'self-hosted' });
      case 'GET /billing/entitlements': {
        const items = world === 'empty' ? house.entitlements.map((one) => ({ ...one, state: 'free', until: null, period: null })) : world === 'self-hosted' ? house.entitlements.map((one) => ({ ...one, state: 'complimentary', until: null, period: null, limits: {} })) : house.entitlements;
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
      case 'GET /admin/free-limits':
        return json(this.plans.free);
      case 'GET /admin/plan-parts':
        return json({ items: ['crm', 'calling', 'proposals', 'readiness', 'compliance', 'integrations'].map((part) => ({ part, module: this.plans.attached[part] ?? null })) });
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
}
