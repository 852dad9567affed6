// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { quoteStartMs } from './quote-start';

const turn = { text: 'That is fair. What made them hate it?', startMs: 10_000, endMs: 14_000 };

describe('a quote begins', () => {
  it('where its turn begins when it opens the turn', () => {
    expect(quoteStartMs(turn, 'That is fair.')).toBe(10_000);
  });

  it('as far into the turn as it stands in the text, a breath before', () => {
    const start = quoteStartMs(turn, 'What made them hate it?');
    expect(start).toBeGreaterThan(11_000);
    expect(start).toBeLessThan(11_600);
  });

  it('at the turn when the words are not in it', () => {
    expect(quoteStartMs(turn, 'something else')).toBe(10_000);
  });

  it('never before the turn', () => {
    expect(quoteStartMs({ ...turn, endMs: 10_100 }, 'What made them hate it?')).toBe(10_000);
  });
});
