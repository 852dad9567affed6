import { useEffect, useRef } from 'react';
import { keyOf, shortcutsOn, type ShortcutId } from './shortcuts';

export type Acts = Partial<Record<ShortcutId, () => void>>;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** How long the second key of a pair may take. */
export const pairWithinMs = 900;

/** "Mod" is Ctrl, or Command on a Mac. A letter alone never fires while somebody types or a dialog is open. */
export function keyName(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'Mod+' : '';
  const shift = event.shiftKey && event.key.length > 1 ? 'Shift+' : '';
  const name = event.key === ' ' ? 'Space' : event.key;
  return mod + shift + (name.length === 1 && mod !== '' ? name.toLowerCase() : name);
}

/** What a key or a pair of keys means now. Switched off, only keys with Mod act: they hinder nobody. */
function actOf(acts: Acts, pressed: string): (() => void) | undefined {
  if (pressed === '' || (!shortcutsOn() && !pressed.startsWith('Mod+'))) return undefined;
  return Object.entries(acts).find(([id]) => keyOf(id as ShortcutId) === pressed)?.[1];
}

/** Single keys, keys with Mod, and two keys one after the other ("g h"), as the person has set them. */
export function useShortcuts(acts: Acts, active = true): void {
  const current = useRef(acts);
  useEffect(() => {
    current.current = acts;
  });
  useEffect(() => {
    if (!active) return;
    let before = '';
    let beforeAt = 0;
    const onKey = (event: KeyboardEvent) => {
      const name = keyName(event);
      const plain = !name.startsWith('Mod+');
      if (event.defaultPrevented || event.altKey) return;
      if (plain && (typing(event.target) || document.querySelector('dialog[open]') !== null)) return;
      // Space belongs to the control that has the focus.
      if (name === 'Space' && event.target instanceof HTMLElement && event.target.closest('button,a,summary,[role=radio]')) return;
      const pair = event.timeStamp - beforeAt < pairWithinMs ? `${before} ${name}` : '';
      const act = actOf(current.current, pair) ?? actOf(current.current, name);
      before = name;
      beforeAt = event.timeStamp;
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [active]);
}
