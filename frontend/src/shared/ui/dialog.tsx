import { useEffect, useId, useRef, type ReactNode } from 'react';
import { classes } from '@/shared/lib/classes';
import { IconButton } from './button';

const firstControl = ['input:not([type=hidden])', 'select', 'textarea', 'button', 'a[href]'].map((control) => `[data-dialog-content] ${control}:not(:disabled)`).join(', ');

/**
 * A modal on the browser's own dialog element: top layer, inert page, Esc and focus return come with it,
 * and nothing has to write a style element that the content security policy forbids.
 */
export function Dialog({
  open,
  onClose,
  title,
  children,
  footer,
  wide = false,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  footer?: ReactNode;
  wide?: boolean;
}) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    if (open && !dialog.open) {
      dialog.showModal();
      // The browser would begin at the cross that closes; people come for what is inside.
      dialog.querySelector<HTMLElement>(firstControl)?.focus();
    }
    if (!open && dialog.open) {
      dialog.close();
      // What opened it may be gone by now; then the keyboard goes on at the content, not at the top of the page.
      if (document.activeElement === document.body) document.getElementById('content')?.focus({ preventScroll: true });
    }
  }, [open]);

  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
      className={classes(
        'm-auto w-[calc(100vw-2rem)] rounded-lg border border-hairline-strong bg-raised p-0 text-ink open:enter',
        wide ? 'max-w-reading' : 'max-w-[28rem]',
      )}
    >
      {open && (
        <div className="flex max-h-[85dvh] flex-col">
          <header className="flex items-center justify-between gap-4 pt-4 pr-3 pl-6">
            <h2 id={titleId} className="text-lg font-semibold">
              {title}
            </h2>
            <IconButton icon="close" label="Close" size="small" onClick={onClose} />
          </header>
          {/* Focusable, so that the arrow keys can scroll what does not fit. */}
          <div tabIndex={0} data-dialog-content className="overflow-y-auto rounded-b-lg px-6 pt-2 pb-6 -outline-offset-2">
            {children}
          </div>
          {footer !== undefined && <footer className="flex justify-end gap-2 border-t border-hairline px-6 py-4">{footer}</footer>}
        </div>
      )}
    </dialog>
  );
}
