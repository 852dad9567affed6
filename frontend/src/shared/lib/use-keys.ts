import { useEffect, useRef } from 'react';

export type KeyMap = Record<string, () => void>;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** "Mod" is Ctrl, or Command on a Mac. A letter alone never fires while somebody types or a dialog is open. */
export function keyName(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'Mod+' : '';
  const shift = event.shiftKey && event.key.length > 1 ? 'Shift+' : '';
  const name = event.key === ' ' ? 'Space' : event.key;
  return mod + shift + (name.length === 1 && mod !== '' ? name.toLowerCase() : name);
}

const sequenceWithinMs = 900;

/** Single keys, keys with Mod, and two keys one after the other ("g h"). */
export function useKeys(keys: KeyMap, active = true): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
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
      const sequence = event.timeStamp - beforeAt < sequenceWithinMs ? `${before} ${name}` : '';
      const act = current.current[sequence] ?? current.current[name];
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
