import { useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import type { AdminUser } from '@/shared/api/house-types';
import { classes } from '@/shared/lib/classes';
import { useLater } from '@/shared/lib/use-later';
import { TextField } from '@/shared/ui/field';
import { peopleFoundQuery } from './admin-queries';

const shownMax = 6;

/**
 * Finds one account by name or e-mail. What is chosen goes into a form as its id, which nobody has to know.
 * `fits` leaves out who cannot be chosen.
 */
export function PersonPicker({ label, name, hint, fits, problem }: { label: string; name: string; hint?: string; fits: (user: AdminUser) => boolean; problem?: string | undefined }) {
  const listId = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<AdminUser>();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = useQuery({ ...peopleFoundQuery(useLater(text.trim())), enabled: open });
  const items = (found.data?.items ?? []).filter(fits).slice(0, shownMax);
  const choose = (user: AdminUser | undefined) => {
    if (user === undefined) return;
    setChosen(user);
    setText(`${user.name}, ${user.email}`);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setAt((at + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % Math.max(1, items.length));
    } else if (event.key === 'Enter' && open && items.length > 0) {
      event.preventDefault();
      choose(items[Math.min(at, items.length - 1)]);
    } else if (event.key === 'Escape' && open) {
      // Closes the list, not the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };
  const optionId = (index: number) => `${listId}-${String(index)}`;
  return (
    <div onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false); }}>
      <TextField
        label={label}
        optional
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        placeholder="Name or e-mail"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && items.length > 0 ? optionId(Math.min(at, items.length - 1)) : undefined}
        value={text}
        ref={(input: HTMLInputElement | null) => { input?.setCustomValidity(text.trim() !== '' && chosen === undefined ? 'Choose somebody from the list.' : ''); }}
        onFocus={() => { if (chosen === undefined) setOpen(true); }}
        onChange={(event) => { setText(event.target.value); setChosen(undefined); setOpen(true); setAt(0); }}
        onKeyDown={onKeyDown}
        problem={problem}
        {...(hint !== undefined && { hint })}
      />
      <input type="hidden" name={name} value={chosen?.id ?? ''} />
      <ul id={listId} role="listbox" aria-label={label} hidden={!open} className="mt-1 rounded-md border border-hairline-strong bg-surface p-1">
        {items.map((user, index) => (
          <li
            key={user.id}
            id={optionId(index)}
            role="option"
            aria-selected={index === Math.min(at, items.length - 1)}
            onPointerDown={(event) => { event.preventDefault(); }}
            onClick={() => { choose(user); }}
            onPointerMove={() => { setAt(index); }}
            className={classes('cursor-pointer rounded-sm px-2 py-1', index === Math.min(at, items.length - 1) && 'bg-pressed')}
          >
            <span className="block truncate">{user.name}</span>
            <span className="block truncate text-sm text-ink-muted">{user.email}</span>
          </li>
        ))}
        {found.data !== undefined && items.length === 0 && (
          <li role="option" aria-selected="false" aria-disabled="true" className="px-2 py-1 text-ink-muted">
            Nobody fits.
          </li>
        )}
      </ul>
    </div>
  );
}
