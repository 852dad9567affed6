import { useState, type FormEvent } from 'react';
import type { AdminUser } from '@/shared/api/house-types';
import { sentence } from '@/shared/api/sentences';
import { openAfresh } from '@/shared/lib/open-afresh';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { DialogActions } from '@/shared/ui/dialog-actions';
import { SelectField, TextArea } from '@/shared/ui/field';
import { Toggle } from '@/shared/ui/toggle';
import { useImpersonate } from './impersonation';

const reasonMin = 10;

export function ImpersonateDialog({ open, onClose, user }: { open: boolean; onClose: () => void; user: AdminUser }) {
  return (
    <Dialog open={open} onClose={onClose} title={`See what ${user.name} sees`}>
      <Form user={user} onCancel={onClose} />
    </Dialog>
  );
}

function Form({ user, onCancel }: { user: AdminUser; onCancel: () => void }) {
  const impersonate = useImpersonate();
  const [writable, setWritable] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const workspaceId = String(form.get('workspaceId') ?? '');
    impersonate.mutate({ userId: user.id, reason: String(form.get('reason') ?? '').trim(), writable, ...(workspaceId !== '' && { workspaceId }) }, { onSuccess: () => { openAfresh('/home'); } });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextArea label="Reason" name="reason" required minLength={reasonMin} maxLength={500} autoFocus hint="At least ten characters. The workspace’s owner can read it in the audit log." problem={impersonate.error?.field('reason')} />
      {user.workspaces.length > 1 && (
        <SelectField label="In" name="workspaceId">
          {user.workspaces.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <Toggle label="May change things" text="Otherwise you can only look. Every change is recorded with both names." on={writable} onChange={setWritable} />
      {impersonate.error && impersonate.error.fields.length === 0 && <p role="alert" className="text-danger">{sentence(impersonate.error)}</p>}
      <DialogActions onCancel={onCancel}>
        <Button type="submit" tone="next" busy={impersonate.isPending}>
          Begin, for up to an hour
        </Button>
      </DialogActions>
    </form>
  );
}
