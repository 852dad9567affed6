import { get, query } from './client';
import type { Page } from './types';

const pagesMax = 20;

/** A list as a whole, for what is searched and chosen from on the screen. Bounded: two thousand rows, then it is cut. */
export async function everyPage<T>(path: string, filter: Record<string, string | undefined>, signal: AbortSignal): Promise<{ items: T[] }> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { items: some, nextCursor } = await get<Page<T>>(`${path}${query({ ...filter, limit: 100, cursor })}`, signal);
    items.push(...some);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return { items };
}
