import { useSyncExternalStore } from 'react';

/**
 * Every key that does something: what it is called, where it works and which key it has until somebody gives it
 * another. What a person changes is kept in this browser, beside nothing else about them.
 */

export type Place = 'anywhere' | 'call' | 'recording' | 'list';

export type Shortcut = { id: string; place: Place; text: string; usual: string };

export const shortcuts = [
  { id: 'palette', place: 'anywhere', text: 'Search and commands', usual: 'Mod+k' },
  { id: 'sheet', place: 'anywhere', text: 'This sheet', usual: '?' },
  { id: 'new-call', place: 'anywhere', text: 'New practice call', usual: 'n' },
  { id: 'home', place: 'anywhere', text: 'Home', usual: 'g h' },
  { id: 'practice', place: 'anywhere', text: 'Practice', usual: 'g p' },
  { id: 'history', place: 'anywhere', text: 'History', usual: 'g r' },
  { id: 'account', place: 'anywhere', text: 'Account', usual: 'g a' },
  { id: 'settings', place: 'anywhere', text: 'Settings', usual: 'g s' },
  { id: 'notifications', place: 'anywhere', text: 'Notifications', usual: 'g n' },
  { id: 'switch-workspace', place: 'anywhere', text: 'Switch workspace', usual: 'g w' },
  { id: 'fold', place: 'anywhere', text: 'Fold the menu', usual: '[' },
  { id: 'mute', place: 'call', text: 'Mute and unmute', usual: 'm' },
  { id: 'captions', place: 'call', text: 'Captions', usual: 'c' },
  { id: 'type', place: 'call', text: 'Type instead of speaking', usual: 't' },
  { id: 'end-call', place: 'call', text: 'End the call', usual: 'E' },
  { id: 'play', place: 'recording', text: 'Play and pause', usual: 'Space' },
  { id: 'next', place: 'list', text: 'Next', usual: 'j' },
  { id: 'previous', place: 'list', text: 'Previous', usual: 'k' },
] as const satisfies readonly Shortcut[];

export type ShortcutId = (typeof shortcuts)[number]['id'];

type Kept = { on: boolean; keys: Readonly<Record<string, string>> };

const storeKey = 'quotahit.shortcuts';
const listeners = new Set<() => void>();
let kept: Kept = read();

function read(): Kept {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(storeKey) ?? '{}');
    const { on, keys } = found as { on?: unknown; keys?: unknown };
    const known = Object.entries(typeof keys === 'object' && keys !== null ? keys : {}).filter(([id, key]) => isShortcut(id) && typeof key === 'string');
    return { on: on !== false, keys: Object.fromEntries(known) as Record<string, string> };
  } catch {
    return { on: true, keys: {} };
  }
}

function isShortcut(id: string): boolean {
  return shortcuts.some((one) => one.id === id);
}

function keep(next: Kept): void {
  kept = next;
  try {
    if (next.on && Object.keys(next.keys).length === 0) localStorage.removeItem(storeKey);
    else localStorage.setItem(storeKey, JSON.stringify(next));
  } catch {
    // Without storage the keys last until the page is closed.
  }
  for (const listener of listeners) listener();
}

/** The key of a shortcut at present; empty when somebody took it away. */
export function keyOf(id: ShortcutId): string {
  return kept.keys[id] ?? usualKey(id);
}

export function usualKey(id: ShortcutId): string {
  return shortcuts.find((one) => one.id === id)?.usual ?? '';
}

/** Off means off for all but the way to switch them on again, which the palette and the account page keep. */
export function shortcutsOn(): boolean {
  return kept.on;
}

export function setShortcutsOn(on: boolean): void {
  keep({ ...kept, on });
}

export function setKey(id: ShortcutId, key: string): void {
  const others = Object.entries(kept.keys).filter(([other]) => other !== id);
  keep({ ...kept, keys: Object.fromEntries(key === usualKey(id) ? others : [...others, [id, key]]) });
}

export function resetKeys(): void {
  keep({ ...kept, keys: {} });
}

export function keysChanged(): boolean {
  return Object.keys(kept.keys).length > 0;
}

/**
 * Which other shortcut would answer to this key in the same place. What works anywhere works beside everything; a key
 * that begins a pair ("g" before "g h") would always win over the pair, or never come to it.
 */
export function conflictOf(id: ShortcutId, key: string): (typeof shortcuts)[number] | undefined {
  const place = shortcuts.find((one) => one.id === id)?.place;
  const meets = (other: Place) => other === place || other === 'anywhere' || place === 'anywhere';
  const clashes = (other: string) => other === key || other.startsWith(`${key} `) || key.startsWith(`${other} `);
  return shortcuts.find((one) => one.id !== id && meets(one.place) && keyOf(one.id) !== '' && clashes(keyOf(one.id)));
}

function snapshot(): Kept {
  return kept;
}

/** Draws anew whoever shows keys, when they change. */
export function useShortcutKeys(): Kept {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, snapshot);
}

const names: Record<string, string> = { Space: 'Space', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', PageUp: 'PgUp', PageDown: 'PgDn' };

/** "g h" as ["G", "H"]; "Mod+k" as ["Ctrl", "K"]; "E" as ["Shift", "E"]: what is written on the keys. */
export function keyCaps(key: string): string[] {
  return key.split(' ').filter((part) => part !== '').flatMap((part) => {
    const mod = part.startsWith('Mod+');
    const rest = mod ? part.slice(4) : part;
    const shifted = rest.length === 1 && rest !== rest.toLowerCase();
    const named = rest.startsWith('Shift+') ? rest.slice(6) : rest;
    const cap = names[named] ?? (named.length === 1 ? named.toUpperCase() : named);
    return [...(mod ? ['Ctrl'] : []), ...(shifted || rest.startsWith('Shift+') ? ['Shift'] : []), cap];
  });
}
