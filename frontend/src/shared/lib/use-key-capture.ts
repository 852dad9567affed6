import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { keyName, pairWithinMs } from './use-keys';

/** These move through a page or leave it; whoever cannot see needs them where they are. */
const kept = new Set(['Tab', 'Enter', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End']);
const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'AltGraph', 'Dead']);

/** Takes the next key, or the next two, from a button that was pressed for it. Esc changes nothing, Backspace means none. */
export function useKeyCapture(onKey: (key: string) => void) {
  const [pressed, setPressed] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => { clearTimeout(timer.current); }, []);
  const stop = () => {
    clearTimeout(timer.current);
    setPressed(undefined);
  };
  const done = (key: string) => {
    stop();
    onKey(key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (pressed === undefined || modifiers.has(event.key)) return;
    const name = keyName(event.nativeEvent);
    if (kept.has(event.key)) {
      stop();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') stop();
    else if (event.key === 'Backspace' || event.key === 'Delete') done('');
    else if (name.startsWith('Mod+')) done(name);
    else if (pressed !== '') done(`${pressed} ${name}`);
    else {
      setPressed(name);
      timer.current = setTimeout(() => { done(name); }, pairWithinMs);
    }
  };
  return { taking: pressed !== undefined, pressed: pressed ?? '', start: () => { setPressed(''); }, stop, onKeyDown };
}
