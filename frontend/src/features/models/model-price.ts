import type { ModelRow } from '@/shared/api/house-types';

/** "$2 / $8"; an unknown price is said, never guessed. */
export function modelPrice(price: ModelRow['price']): string {
  if (price === null) return 'price unknown';
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency: price.currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: 0, maximumFractionDigits: 3 });
  return `${format.format(price.inPerM)} / ${format.format(price.outPerM)}`;
}
