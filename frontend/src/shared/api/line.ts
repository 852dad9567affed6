import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { Problem } from './problem';

/**
 * What waits while there is no line. Only edits that can be made again and undone are kept here: they are sent in their
 * order when the line is back. Whatever sends, calls, pays, deletes or approves fails at once instead, because nobody
 * expects it to happen ten minutes after the press. The page must stay open; leaving it with something kept is asked about.
 */

export const keptMax = 50;

/** Sends one edit; false when the line was gone again and it has to wait on. */
type Kept = () => Promise<boolean>;

const kept: Kept[] = [];
const listeners = new Set<() => void>();
let sending = false;

function tell(): void {
  for (const listener of listeners) listener();
}

function lostLine(cause: unknown): boolean {
  return cause instanceof Problem && cause.status === 0 && !onlineManager.isOnline();
}

/** Runs an edit now, or keeps it until it can be run. What came earlier goes first. */
export async function sendOrKeep<T>(run: () => Promise<T>): Promise<T> {
  if (onlineManager.isOnline() && kept.length === 0) {
    try {
      return await run();
    } catch (cause) {
      if (!lostLine(cause)) throw cause;
    }
  }
  if (kept.length >= keptMax) throw new Problem({ status: 0, code: 'client.too-much-kept', title: 'Too many changes wait already' });
  return new Promise<T>((resolve, reject) => {
    kept.push(async () => {
      try {
        resolve(await run());
      } catch (cause) {
        if (lostLine(cause)) return false;
        reject(cause instanceof Error ? cause : new Error(String(cause)));
      }
      return true;
    });
    tell();
    void sendKept();
  });
}

/** One after the other: two edits of one thing must arrive as they were made. */
async function sendKept(): Promise<void> {
  if (sending) return;
  sending = true;
  for (let first = kept[0]; first !== undefined && onlineManager.isOnline(); first = kept[0]) {
    if (!(await first())) break;
    kept.shift();
    tell();
  }
  sending = false;
}

onlineManager.subscribe((online) => {
  tell();
  if (online) void sendKept();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLine(): { online: boolean; waiting: number } {
  const online = useSyncExternalStore(subscribe, () => onlineManager.isOnline());
  const waiting = useSyncExternalStore(subscribe, () => kept.length);
  return { online, waiting };
}

/** Loads something that the page needs to go on; without a line it waits for one instead of failing. */
export async function loadWhenOnline<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch (cause) {
      if (onlineManager.isOnline()) throw cause;
      await new Promise<void>((resolve) => {
        const stop = onlineManager.subscribe((online) => {
          if (!online) return;
          stop();
          resolve();
        });
      });
    }
  }
}
