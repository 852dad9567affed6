import { useRef, type FormEvent } from 'react';
import { classes } from '@/shared/lib/classes';
import { keyCaps, keyOf, shortcutsOn, useShortcutKeys, type ShortcutId } from '@/shared/lib/shortcuts';
import { Button, IconButton } from '@/shared/ui/button';
import { Icon, type IconName } from '@/shared/ui/icons';

/** The controls of a spoken call. Each shows its key. */
export function RoomControls({
  muted,
  captions,
  typing,
  usable,
  onMute,
  onCaptions,
  onTyping,
  onSay,
  onEnd,
}: {
  muted: boolean;
  captions: boolean;
  typing: boolean;
  usable: boolean;
  onMute: () => void;
  onCaptions: () => void;
  onTyping: (on: boolean) => void;
  onSay: (text: string) => void;
  onEnd: () => void;
}) {
  return (
    <footer data-bottom-bar="room" className="shrink-0 border-t border-hairline bg-surface pb-[env(safe-area-inset-bottom)]">
      {typing && <TypeInstead onSay={onSay} usable={usable} onClose={() => { onTyping(false); }} />}
      <div role="toolbar" aria-label="Call controls" className="mx-auto flex max-w-reading items-center justify-center gap-2 p-3 sm:gap-3">
        <Control icon={muted ? 'micOff' : 'mic'} text={muted ? 'Unmute' : 'Mute'} shortcut="mute" pressed={muted} onClick={onMute} />
        <Control icon="captions" text="Captions" shortcut="captions" pressed={captions} onClick={onCaptions} />
        <Control icon="keyboard" text="Type" shortcut="type" pressed={typing} onClick={() => { onTyping(!typing); }} />
        <button
          type="button"
          onClick={onEnd}
          className="ml-2 flex h-11 items-center gap-2 rounded-md border border-danger px-4 font-medium text-danger transition-colors ease-motion hover:bg-danger-wash sm:ml-4"
          aria-keyshortcuts={spokenKey('end-call')}
        >
          <Icon name="hangUp" />
          End call
          <Key id="end-call" />
        </button>
      </div>
    </footer>
  );
}

/** As assistive technology reads it; nothing where the key was taken away. */
function spokenKey(id: ShortcutId): string | undefined {
  const caps = shortcutsOn() ? keyCaps(keyOf(id)) : [];
  return caps.length === 0 ? undefined : caps.join('+');
}

function Key({ id }: { id: ShortcutId }) {
  if (!useShortcutKeys().on) return null;
  return (
    <kbd aria-hidden="true" className="hidden font-sans text-xs font-normal text-ink-muted sm:inline">
      {keyCaps(keyOf(id)).join('').replace('Shift', '⇧')}
    </kbd>
  );
}

function Control({ icon, text, shortcut, pressed, onClick }: { icon: IconName; text: string; shortcut: ShortcutId; pressed: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-keyshortcuts={spokenKey(shortcut)}
      onClick={onClick}
      className={classes('flex h-11 items-center gap-2 rounded-md px-3.5 transition-colors ease-motion hover:bg-hover', pressed ? 'bg-pressed text-ink' : 'text-ink-soft')}
    >
      <Icon name={icon} />
      <span className="max-sm:sr-only">{text}</span>
      <Key id={shortcut} />
    </button>
  );
}

function TypeInstead({ onSay, usable, onClose }: { onSay: (text: string) => void; usable: boolean; onClose: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = input.current?.value.trim() ?? '';
    if (text === '' || !usable) return;
    onSay(text);
    if (input.current) input.current.value = '';
  };
  return (
    <form onSubmit={submit} className="mx-auto flex max-w-reading gap-2 px-3 pt-3">
      <input
        ref={input}
        // Pressing T is asking for this field.
        autoFocus
        aria-label="Type instead of speaking"
        placeholder="Type instead of speaking"
        maxLength={2000}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
        className="h-10 min-w-0 flex-1 rounded-md border border-control-line bg-surface px-3 placeholder:text-ink-faint"
      />
      <Button type="submit" className="h-10" disabled={!usable}>
        Say it
      </Button>
      <IconButton icon="close" label="Close typing" onClick={onClose} className="h-10" />
    </form>
  );
}
