import { describe, expect, it } from 'vitest';
import { besideEnvironment, keyReason, removalText } from './key-words';
import { modelPrice } from './model-price';
import { keyPath } from './models-queries';
import { moved } from './moved';
import { daysOf, sharesOf } from './usage-days';

describe('a chain of models', () => {
  it('moves one step at a time and stops at the ends', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
  });
});

describe('a price', () => {
  it('is written as the provider gives it, and never guessed', () => {
    expect(modelPrice({ inPerM: 2, outPerM: 8, cachedPerM: null, audio: null, currency: 'USD' })).toBe('$2 / $8');
    expect(modelPrice({ inPerM: 0.15, outPerM: 0.6, cachedPerM: null, audio: null, currency: 'USD' })).toBe('$0.15 / $0.60');
    expect(modelPrice(null)).toBe('price unknown');
  });
});

describe('a refused key', () => {
  it('is explained by the class of its reason', () => {
    for (const reason of ['unauthorized', 'no_permission', 'NO_PERMISSION', 'no-permission', 'quota', 'network']) expect(keyReason(reason)).toBeDefined();
    expect(keyReason('something else')).toBeUndefined();
  });
});

describe('a key that goes', () => {
  it('is asked of the place where it is kept', () => {
    expect(keyPath('openai', 'platform', '/check')).toBe('/admin/keys/openai/check');
    expect(keyPath('openai', 'user', '/check')).toBe('/user-keys/openai/check?owner=user');
    expect(keyPath('tavily', 'workspace')).toBe('/user-keys/tavily?owner=workspace');
  });

  it('says what comes instead of it', () => {
    expect(removalText('workspace', false)).toContain('the next key');
    expect(removalText('platform', true)).toContain('started with');
    expect(besideEnvironment('quota_exhausted')).toBe('instead of the environment’s');
    expect(besideEnvironment('revoked')).toContain('meanwhile');
    expect(removalText('platform', false)).toContain('no key of their own');
  });
});

describe('usage by day', () => {
  it('has a place for each day, also for those on which nothing happened', () => {
    const days = daysOf([{ key: '2026-11-20', tokensIn: 5, tokensOut: 5, cost: null, requests: 1, unpriced: 0, heardSeconds: 0, spokenSeconds: 0 }], '2026-11-19', '2026-11-21');
    expect(days.map(({ key, tokensIn }) => [key, tokensIn])).toEqual([['2026-11-19', 0], ['2026-11-20', 5], ['2026-11-21', 0]]);
  });

  it('sorts whatever else by what it used', () => {
    const rows = [
      { key: 'a', tokensIn: 1, tokensOut: 1, cost: null, requests: 1, unpriced: 0, heardSeconds: 0, spokenSeconds: 0 },
      { key: 'b', tokensIn: 6, tokensOut: 2, cost: null, requests: 1, unpriced: 0, heardSeconds: 0, spokenSeconds: 0 },
    ];
    expect(sharesOf(rows).map(({ row, share }) => [row.key, share])).toEqual([['b', 1], ['a', 0.25]]);
  });
});
