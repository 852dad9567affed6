import type { Turn } from '@/shared/api/types';

const leadInMs = 200;

/**
 * Where in the recording a quote begins. A turn knows when it begins and ends; inside it, words are taken as evenly
 * spoken. A short lead-in keeps the first word whole.
 */
export function quoteStartMs(turn: Pick<Turn, 'text' | 'startMs' | 'endMs'>, quote: string): number {
  const at = turn.text.indexOf(quote);
  if (at <= 0) return turn.startMs;
  const share = at / turn.text.length;
  return Math.max(turn.startMs, Math.round(turn.startMs + share * (turn.endMs - turn.startMs)) - leadInMs);
}
