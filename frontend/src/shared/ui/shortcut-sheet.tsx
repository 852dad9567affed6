import { Fragment, useState } from 'react';
import { classes } from '@/shared/lib/classes';
import { conflictOf, keyCaps, keyOf, keysChanged, resetKeys, setKey, setShortcutsOn, shortcuts, useShortcutKeys, type Place, type ShortcutId } from '@/shared/lib/shortcuts';
import { useKeyCapture } from '@/shared/lib/use-key-capture';
import { Button } from './button';
import { Dialog } from './dialog';
import { Toggle } from './toggle';

const places: { place: Place; name: string; fixed: [string, string][] }[] = [
  { place: 'anywhere', name: 'Anywhere', fixed: [] },
  { place: 'call', name: 'On a call', fixed: [['Esc', 'Stop typing']] },
  { place: 'recording', name: 'In a recording', fixed: [['← →', 'Five seconds back and forward'], ['PgUp PgDn', 'Half a minute']] },
  { place: 'list', name: 'In a list', fixed: [['Enter', 'Open']] },
];

/** Every key that does something, on one sheet, and where each can be given another key. The same sheet everywhere, also in the middle of a call. */
export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Shortcuts" wide>
      <Sheet />
    </Dialog>
  );
}

type Clash = { id: ShortcutId; key: string; other: ShortcutId; text: string };

function Sheet() {
  const { on } = useShortcutKeys();
  const [clash, setClash] = useState<Clash>();
  const give = (id: ShortcutId, key: string) => {
    const other = key === '' ? undefined : conflictOf(id, key);
    if (other === undefined) setKey(id, key);
    setClash(other && { id, key, other: other.id, text: other.text });
  };
  return (
    <>
      <Toggle label="Single keys and pairs" text="Off when they get in the way of what you speak or type with. Ctrl with a letter stays." on={on} onChange={setShortcutsOn} />
      <p className="mt-4 mb-4 text-sm text-ink-muted">Press a key’s button, then the new key. Backspace takes the key away.</p>
      <div className="gap-x-10 sm:columns-2">
        {places.map(({ place, name, fixed }) => (
          <section key={place} aria-label={name} className="mb-6 break-inside-avoid">
            <h3 className="mb-1 text-sm font-medium text-ink-muted">{name}</h3>
            <ul>
              {shortcuts.filter((one) => one.place === place).map(({ id, text }) => (
                <li key={id}>
                  <div className="flex min-h-8 items-center justify-between gap-4">
                    <span className={classes(!on && !keyOf(id).startsWith('Mod+') && 'text-ink-muted')}>{text}</span>
                    <KeyButton id={id} text={text} onKey={(key) => { give(id, key); }} />
                  </div>
                  {clash?.id === id && <ClashNote clash={clash} onDone={() => { setClash(undefined); }} />}
                </li>
              ))}
              {fixed.map(([key, text]) => (
                <li key={key} className="flex min-h-8 items-center justify-between gap-4">
                  <span>{text}</span>
                  <Caps caps={key.split(' ')} className="pr-1.5" />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {keysChanged() && (
        <Button size="small" onClick={() => { setClash(undefined); resetKeys(); }}>
          Back to the usual keys
        </Button>
      )}
    </>
  );
}

function KeyButton({ id, text, onKey }: { id: ShortcutId; text: string; onKey: (key: string) => void }) {
  const { taking, pressed, start, stop, onKeyDown } = useKeyCapture(onKey);
  const caps = keyCaps(keyOf(id));
  return (
    <button
      type="button"
      aria-label={taking ? `Press the new key for ${text}` : `${text}: ${caps.length === 0 ? 'no key' : caps.join(' ')}. Change`}
      title="Change"
      onClick={start}
      onBlur={stop}
      onKeyDown={onKeyDown}
      className={classes('flex h-7 shrink-0 items-center rounded-sm px-1.5', taking ? 'bg-pressed' : 'hover:bg-hover')}
    >
      {taking ? <span className="text-sm text-ink-soft">{pressed === '' ? 'Press a key' : `${keyCaps(pressed).join(' ')} …`}</span> : caps.length === 0 ? <span className="text-sm text-ink-muted">None</span> : <Caps caps={caps} />}
    </button>
  );
}

function Caps({ caps, className }: { caps: readonly string[]; className?: string }) {
  return (
    <span className={classes('flex shrink-0 gap-1', className)}>
      {caps.map((cap, index) => (
        <Fragment key={cap}>
          {/* Between two keys a space is heard, and seen as the gap. */}
          {index > 0 && ' '}
          <kbd className="min-w-6 rounded-sm border border-hairline-strong px-1.5 text-center font-sans text-xs leading-5 text-ink-soft">
            {cap}
          </kbd>
        </Fragment>
      ))}
    </span>
  );
}

function ClashNote({ clash, onDone }: { clash: Clash; onDone: () => void }) {
  const take = () => {
    setKey(clash.other, '');
    setKey(clash.id, clash.key);
    onDone();
  };
  return (
    <div role="alert" className="mb-2 rounded-md bg-warn-wash px-3 py-2 text-sm text-warn">
      <p>
        {keyCaps(clash.key).join(' ')} is taken by “{clash.text}”.
      </p>
      <div className="mt-1.5 flex gap-2">
        <Button size="small" onClick={take}>
          Use it here instead
        </Button>
        <Button size="small" tone="quiet" onClick={onDone}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
