import { lazyRouteComponent } from '@tanstack/react-router';
import { loadWhenOnline } from '@/shared/api/line';

/** A screen in a file of its own. Opened without a line it waits, and the screen before stays with what was typed in it. */
export function screen<T extends Record<string, unknown>, K extends keyof T>(load: () => Promise<T>, name: K) {
  return lazyRouteComponent(() => loadWhenOnline(load), name);
}
