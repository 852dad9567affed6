import { afterEach, expect, it, vi } from 'vitest';
import { freshId } from './fresh-id';

afterEach(() => { vi.unstubAllGlobals(); });

it('makes random UUIDs where the page has no crypto.randomUUID, as over plain http in a local network', () => {
  const real = globalThis.crypto;
  vi.stubGlobal('crypto', { getRandomValues: <T extends ArrayBufferView<ArrayBuffer>>(into: T) => real.getRandomValues(into) });
  const ids = Array.from({ length: 100 }, freshId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(100);
});
