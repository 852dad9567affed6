import type { UsageRow } from '@/shared/api/house-types';

const head = ['Requests', 'Tokens in', 'Tokens out', 'Seconds heard', 'Seconds spoken', 'Cost', 'Currency'];

/** The rows of a usage report as a file for a spreadsheet, exact where the page rounds. */
export function usageCsv(rows: readonly UsageRow[], name: string, nameOf: (key: string) => string): string {
  const lines = rows.map((row) => [nameOf(row.key), row.requests, row.tokensIn, row.tokensOut, row.heardSeconds, row.spokenSeconds, row.cost?.amount ?? '', row.cost?.currency ?? '']);
  return [[name, ...head], ...lines].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

/** Quoted where it must be; a name that a spreadsheet would take for a formula is kept a name. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
