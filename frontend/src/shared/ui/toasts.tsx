import { useSyncExternalStore } from 'react';
import { IconButton } from './button';
import { Icon } from './icons';

type Toast = { id: number; text: string; tone: 'plain' | 'danger'; action?: { label: string; run: () => void }; onGone?: () => void };

/** What can be undone stays long enough to be read, thought about and pressed. */
const shownMs = { plain: 6_000, undoable: 10_000 } as const;
const shownMax = 3;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** `acted` when its button was pressed; otherwise whoever waited for that is told that it was not. */
function dismiss(id: number, acted = false) {
  const gone = toasts.find((toast) => toast.id === id);
  set(toasts.filter((toast) => toast.id !== id));
  if (gone && !acted) gone.onGone?.();
}

/** Says one thing for a few seconds. The oldest gives way when a fourth arrives. */
export function toast(text: string, options: { tone?: Toast['tone']; action?: Toast['action']; onGone?: () => void } = {}) {
  lastId += 1;
  const id = lastId;
  const item: Toast = { id, text, tone: options.tone ?? 'plain', ...(options.action && { action: options.action }), ...(options.onGone && { onGone: options.onGone }) };
  for (const old of toasts.slice(0, Math.max(0, toasts.length + 1 - shownMax))) dismiss(old.id);
  set([...toasts, item]);
  setTimeout(() => {
    dismiss(id);
  }, options.action ? shownMs.undoable : shownMs.plain);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div role="status" aria-live="polite" className="pointer-events-none fixed inset-x-4 bottom-(--toast-floor) z-50 flex flex-col items-center gap-2">
      {shown.map((item) => (
        <div key={item.id} className="enter pointer-events-auto flex items-center gap-3 rounded-md border border-hairline-strong bg-raised py-1.5 pr-1.5 pl-3.5 text-base">
          {item.tone === 'danger' && <Icon name="alert" className="text-danger" />}
          <span>{item.text}</span>
          {item.action && (
            <button
              type="button"
              className="rounded-sm px-1.5 py-0.5 font-medium underline underline-offset-4 hover:bg-hover"
              onClick={() => {
                item.action?.run();
                dismiss(item.id, true);
              }}
            >
              {item.action.label}
            </button>
          )}
          <IconButton
            icon="close"
            label="Dismiss"
            size="small"
            onClick={() => {
              dismiss(item.id);
            }}
          />
        </div>
      ))}
    </div>
  );
}
