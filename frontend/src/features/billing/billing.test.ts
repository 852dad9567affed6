import { describe, expect, it } from 'vitest';
import { money, parseMinor } from '@/shared/lib/money';
import { isOpen, nextOf } from './entitlement-words';
import { costOf } from './order';

const eur = (minor: number) => ({ minor, currency: 'EUR' });
const plans = {
  modules: (['practice', 'coach'] as const).map((module) => ({ module, name: module, description: '', monthly: eur(2_000), includes: [], trialDays: 14, version: 1 })),
  bundle: { price: eur(3_000), discountPercent: 25, version: 1 },
  attached: {},
  simulated: false,
  free: { limits: {} },
  selfHosted: false,
};

describe('what a choice costs', () => {
  it('is the sum of its modules', () => {
    expect(costOf(plans, ['coach'])).toEqual({ each: eur(2_000), bundle: false });
    expect(costOf(plans, [])).toEqual({ each: eur(0), bundle: false });
  });

  it('is the bundle as soon as all are chosen and it is cheaper', () => {
    expect(costOf(plans, ['coach', 'practice'])).toEqual({ each: eur(3_000), bundle: true });
    expect(costOf({ ...plans, bundle: { price: eur(9_000), discountPercent: 0, version: 1 } }, ['coach', 'practice'])).toEqual({ each: eur(4_000), bundle: false });
  });
});

describe('money', () => {
  it('shows minor units only where there are some', () => {
    expect(money(eur(4_900))).toBe('€49');
    expect(money(eur(1_250))).toBe('€12.50');
    expect(money({ minor: 900, currency: 'JPY' })).toBe('¥900');
  });

  it('reads what people type', () => {
    expect(parseMinor('49', 'EUR')).toBe(4_900);
    expect(parseMinor(' 49,9 ', 'EUR')).toBe(4_990);
    expect(parseMinor('49.905', 'EUR')).toBeUndefined();
    expect(parseMinor('much', 'EUR')).toBeUndefined();
    expect(parseMinor('900', 'JPY')).toBe(900);
  });
});

describe('an entitlement', () => {
  it('stays open while a payment is late, and is only readable when it has lapsed', () => {
    expect(isOpen('grace')).toBe(true);
    expect(isOpen('expired')).toBe(false);
    expect(nextOf({ state: 'expired', until: null, period: null, ending: false })).toContain('readable');
  });

  it('says for which days it is paid, and what comes then', () => {
    const until = '2026-12-14T12:00:00.000Z';
    const period = { start: '2026-11-14T12:00:00.000Z', end: until };
    expect(nextOf({ state: 'active', until, period, ending: false })).toMatch(/^Paid .*14.* to .*14.*, then it renews\.$/);
    expect(nextOf({ state: 'active', until, period, ending: true })).toMatch(/then it ends\.$/);
    expect(nextOf({ state: 'active', until, period: { start: null, end: until }, ending: false })).toMatch(/^Paid until .*14.*, then it renews\.$/);
    expect(nextOf({ state: 'grace', until: '2026-11-21T12:00:00.000Z', period, ending: false })).toMatch(/^The payment for .*14.* to .*14.* failed\. Everything works until .*21/);
    expect(nextOf({ state: 'grace', until, period: { start: null, end: until }, ending: false })).toContain('The last payment failed');
  });
});
