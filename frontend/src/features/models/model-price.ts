import type { ModelRow } from '@/shared/api/house-types';

/** What a model that hears and speaks costs for sound, where that is known. */
export function audioPrice(price: ModelRow['price']): string | undefined {
  return price?.audio == null ? undefined : `sound ${modelPrice({ ...price, ...price.audio })}`;
}

/** "$2 / $8"; an unknown price is said, never guessed. */
export function modelPrice(price: ModelRow['price']): string {
  if (price === null) return 'price unknown';
  const { currency } = price;
  const text = (value: number) =>
    new Intl.NumberFormat('en-GB', { style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: Number.isInteger(value) ? 0 : 2, maximumFractionDigits: 3 }).format(value);
  return `${text(price.inPerM)} / ${text(price.outPerM)}`;
}
