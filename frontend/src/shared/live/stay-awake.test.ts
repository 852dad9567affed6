import { afterEach, expect, it, vi } from 'vitest';
import { stayAwake } from './stay-awake';

type Lock = { released: boolean; release: () => Promise<void> };

function locksGiven(): Lock[] {
  const given: Lock[] = [];
  const request = () => {
    const lock: Lock = {
      released: false,
      release: () => {
        lock.released = true;
        return Promise.resolve();
      },
    };
    given.push(lock);
    return Promise.resolve(lock);
  };
  vi.stubGlobal('navigator', { wakeLock: { request } });
  return given;
}

const settled = () => new Promise<void>((resolve) => { queueMicrotask(resolve); });

afterEach(() => { vi.unstubAllGlobals(); });

it('keeps the screen lit until the call is over', async () => {
  const given = locksGiven();
  const stop = stayAwake();
  await settled();
  expect(given.map(({ released }) => released)).toEqual([false]);
  stop();
  expect(given.map(({ released }) => released)).toEqual([true]);
});

it('asks again when the page is shown again, and only then', async () => {
  const given = locksGiven();
  const stop = stayAwake();
  await settled();
  document.dispatchEvent(new Event('visibilitychange'));
  await settled();
  expect(given).toHaveLength(1);
  await given[0]?.release();
  document.dispatchEvent(new Event('visibilitychange'));
  await settled();
  expect(given).toHaveLength(2);
  stop();
  document.dispatchEvent(new Event('visibilitychange'));
  expect(given).toHaveLength(2);
});

it('gives back a lock that comes after the call', async () => {
  const given = locksGiven();
  stayAwake()();
  await settled();
  expect(given.map(({ released }) => released)).toEqual([true]);
});

it('does without where the browser has no such lock', () => {
  vi.stubGlobal('navigator', {});
  expect(() => { stayAwake()(); }).not.toThrow();
});
