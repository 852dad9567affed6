import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { DialogActions } from './dialog-actions';
import { TextField } from './field';

/** Asks before what cannot be undone. With `type`, the person writes that word first; only the irreversible asks so much. */
export function ConfirmDialog({
  open,
  onClose,
  title,
  text,
  type,
  action,
  busy = false,
  problem,
  onConfirm,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  text: ReactNode;
  type?: string;
  action: string;
  busy?: boolean;
  problem?: string | undefined;
  onConfirm: (form: FormData) => void;
  children?: ReactNode;
}) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <Question text={text} type={type} action={action} busy={busy} problem={problem} onConfirm={onConfirm} onClose={onClose}>
        {children}
      </Question>
    </Dialog>
  );
}

function Question({
  text,
  type,
  action,
  busy,
  problem,
  onConfirm,
  onClose,
  children,
}: {
  text: ReactNode;
  type: string | undefined;
  action: string;
  busy: boolean;
  problem: string | undefined;
  onConfirm: (form: FormData) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onConfirm(new FormData(event.currentTarget));
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <div className="text-ink-soft">{text}</div>
      {children}
      {type !== undefined && <TextField label={`Type ${type} to go on`} autoComplete="off" spellCheck={false} value={typed} onChange={(event) => { setTyped(event.target.value); }} />}
      {problem !== undefined && <p role="alert" className="text-sm text-danger">{problem}</p>}
      <DialogActions onCancel={onClose}>
        <Button type="submit" tone="danger" busy={busy} disabled={type !== undefined && typed !== type}>
          {action}
        </Button>
      </DialogActions>
    </form>
  );
}
