import type { Money, Plans } from '@/shared/api/house-types';

/** What a choice of modules costs a month for each seat, and whether the bundle is the cheaper way to have it. */
export function costOf(plans: Plans, chosen: readonly string[]): { each: Money; bundle: boolean } {
  const currency = plans.bundle.price.currency;
  const sum = plans.modules.filter(({ module }) => chosen.includes(module)).reduce((total, { monthly }) => total + monthly.minor, 0);
  const all = chosen.length > 0 && plans.modules.every(({ module }) => chosen.includes(module));
  const bundle = all && plans.bundle.price.minor < sum;
  return { each: { minor: bundle ? plans.bundle.price.minor : sum, currency }, bundle };
}
