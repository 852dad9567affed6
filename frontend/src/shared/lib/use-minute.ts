import { useSyncExternalStore } from 'react';

const everyMs = 30_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const one of listeners) one();
  }, everyMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Now, in steps of half a minute, so that "5 min ago" stays true while a page is open. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, () => Math.ceil(Date.now() / everyMs) * everyMs);
}
