import { describe, expect, it } from 'vitest';
import type { ModelRow, UsageRow } from '@/shared/api/house-types';
import { capabilityText } from './capability-words';
import { fitting } from './model-search';
import { readPrices } from './read-prices';
import { usageCsv } from './usage-csv';

describe('the prices in a form', () => {
  const form = (fields: Record<string, string>) => readPrices((name) => fields[name] ?? '');

  it('are read with a point or a comma, and nothing means not known', () => {
    expect(form({ inPerM: '2', outPerM: '8,5' })).toEqual({ price: { inPerM: 2, outPerM: 8.5, cachedPerM: null, audio: null }, half: undefined });
    expect(form({})).toEqual({ price: null, half: undefined });
  });

  it('keep sound apart from text', () => {
    expect(form({ inPerM: '4', outPerM: '16', 'audio.inPerM': '32', 'audio.outPerM': '64' }).price?.audio).toEqual({ inPerM: 32, outPerM: 64, cachedPerM: null });
  });

  it('are refused by half', () => {
    expect(form({ inPerM: '2' }).half).toBe('text');
    expect(form({ cachedPerM: '2' }).half).toBe('text');
    expect(form({ inPerM: '2', outPerM: '8', 'audio.cachedPerM': '1' }).half).toBe('sound');
    expect(form({ 'audio.inPerM': '2', 'audio.outPerM': '8' }).half).toBe('text');
  });
});

describe('a search for a model', () => {
  const models = [
    { id: 'openai/gpt-5.2', provider: 'openai', display: 'GPT-5.2' },
    { id: 'openrouter/moonshot/kimi-k2.5', provider: 'openrouter', display: 'Kimi K2.5' },
  ] as ModelRow[];

  it('finds it by name, id or provider, all words in any order', () => {
    expect(fitting(models, 'kimi openr').map(({ display }) => display)).toEqual(['Kimi K2.5']);
    expect(fitting(models, ' GPT ').map(({ display }) => display)).toEqual(['GPT-5.2']);
    expect(fitting(models, '')).toHaveLength(2);
    expect(fitting(models, 'gpt anthropic')).toEqual([]);
  });
});

describe('what a model can do', () => {
  it('is said in words; what is only tuning is left out', () => {
    expect(capabilityText(['VISION', 'json', 'temperature'])).toBe('Reads images, answers in a given form');
    expect(capabilityText([])).toBe('');
  });
});

describe('a usage report as a file', () => {
  const row: UsageRow = { key: 'usr_1', tokensIn: 940, tokensOut: 210, cost: { amount: 0.031, currency: 'USD' }, requests: 3, unpriced: 0, heardSeconds: 0, spokenSeconds: 0 };

  it('is exact, and an unknown cost is empty, not nought', () => {
    expect(usageCsv([row, { ...row, key: 'usr_2', cost: null }], 'Person', (key) => key)).toBe(
      'Person,Requests,Tokens in,Tokens out,Seconds heard,Seconds spoken,Cost,Currency\r\nusr_1,3,940,210,0,0,0.031,USD\r\nusr_2,3,940,210,0,0,,\r\n',
    );
  });

  it('keeps names names: commas, quotes, and what a spreadsheet would calculate', () => {
    const names = usageCsv([row], 'Person', () => '=HYPERLINK("x"),1').split('\r\n')[1];
    expect(names?.startsWith('"\'=HYPERLINK(""x""),1",')).toBe(true);
  });
});
