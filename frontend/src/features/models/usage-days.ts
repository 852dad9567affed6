import type { UsageRow } from '@/shared/api/house-types';

const dayMs = 86_400_000;

export function tokens(row: UsageRow): number {
  return row.tokensIn + row.tokensOut;
}

/** A row for every day of the span, so that a quiet day is a gap in the plot and not a shorter plot. */
export function daysOf(rows: readonly UsageRow[], from: string, to: string): UsageRow[] {
  const known = new Map(rows.map((row) => [row.key.slice(0, 10), row]));
  const days: UsageRow[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += dayMs) {
    const key = new Date(at).toISOString().slice(0, 10);
    days.push({ tokensIn: 0, tokensOut: 0, cost: null, requests: 0, unpriced: 0, heardSeconds: 0, spokenSeconds: 0, ...known.get(key), key });
  }
  return days;
}

/** The rows from the one that used most, each with its share of that one. */
export function sharesOf(rows: readonly UsageRow[]): { row: UsageRow; share: number }[] {
  const most = Math.max(1, ...rows.map(tokens));
  return [...rows].sort((a, b) => tokens(b) - tokens(a)).map((row) => ({ row, share: tokens(row) / most }));
}
