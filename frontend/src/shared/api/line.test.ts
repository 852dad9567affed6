import { onlineManager } from '@tanstack/react-query';
import { afterEach, describe, expect, it } from 'vitest';
import { keptMax, loadWhenOnline, sendOrKeep } from './line';
import { Problem } from './problem';

afterEach(() => { onlineManager.setOnline(true); });

describe('edits without a line', () => {
  it('wait and are sent in their order', async () => {
    const sent: string[] = [];
    const edit = (name: string) => sendOrKeep(async () => { await Promise.resolve(); sent.push(name); return name; });
    onlineManager.setOnline(false);
    const all = [edit('first'), edit('second'), edit('third')];
    await Promise.resolve();
    expect(sent).toEqual([]);
    onlineManager.setOnline(true);
    expect(await Promise.all(all)).toEqual(['first', 'second', 'third']);
    expect(sent).toEqual(['first', 'second', 'third']);
  });

  it('keep their place when the line breaks while one is under way', async () => {
    let tries = 0;
    onlineManager.setOnline(true);
    const sent = sendOrKeep(() => {
      tries += 1;
      if (tries > 1) return Promise.resolve('there');
      onlineManager.setOnline(false);
      return Promise.reject(Problem.unreachable(undefined));
    });
    await new Promise((done) => { setTimeout(done); });
    onlineManager.setOnline(true);
    expect(await sent).toBe('there');
  });

  it('are told what the server said, also when that comes late', async () => {
    onlineManager.setOnline(false);
    const sent = sendOrKeep(() => Promise.reject(new Problem({ status: 409, code: 'stale', title: 'Changed since' })));
    onlineManager.setOnline(true);
    await expect(sent).rejects.toMatchObject({ status: 409 });
  });

  it('are refused beyond fifty', async () => {
    onlineManager.setOnline(false);
    const waiting = Array.from({ length: keptMax }, () => sendOrKeep(() => Promise.resolve()));
    await expect(sendOrKeep(() => Promise.resolve())).rejects.toMatchObject({ code: 'client.too-much-kept' });
    onlineManager.setOnline(true);
    await Promise.all(waiting);
  });
});

describe('what a page needs', () => {
  it('is asked for again when the line is back', async () => {
    onlineManager.setOnline(false);
    let tries = 0;
    const loaded = loadWhenOnline(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve('page');
    });
    await new Promise((done) => { setTimeout(done); });
    onlineManager.setOnline(true);
    expect(await loaded).toBe('page');
  });

  it('fails at once when there is a line', async () => {
    await expect(loadWhenOnline(() => Promise.reject(new TypeError('gone')))).rejects.toThrow('gone');
  });
});
