import type { Money, Price } from '@/shared/api/house-types';

/** Minor units as people write them: "€49", "€12.50". The number of decimals is the currency's own. */
export function money({ minor, currency }: Money): string {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const value = minor / 10 ** digits;
  return new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: minor % 10 ** digits === 0 ? 0 : digits,
  })
    .format(value)
    .replace('-', '−');
}

/** "49.50" as somebody types it into minor units, or nothing when it is no amount. */
export function parseMinor(text: string, currency: string): number | undefined {
  const digits = new Intl.NumberFormat('en-GB', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const match = /^\s*(\d{1,9})(?:[.,](\d*))?\s*$/.exec(text);
  if (!match || (match[2] ?? '').length > digits) return undefined;
  return Number(match[1]) * 10 ** digits + Number((match[2] ?? '').padEnd(digits, '0') || 0);
}

/** A sum that a provider counts in decimals: "$0.0042", "$12.40". Small ones keep the digits that say something. */
export function price({ amount, currency }: Price): string {
  const digits = amount !== 0 && Math.abs(amount) < 0.1 ? 4 : 2;
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: Number.isInteger(amount) ? 0 : 2, maximumFractionDigits: digits }).format(amount);
}

const big = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** 12_400 as "12.4K", for counts of tokens. */
export function compact(value: number): string {
  return big.format(value);
}
