import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { meQuery } from '@/shared/api/me';
import { sentence } from '@/shared/api/sentences';
import { openAfresh } from '@/shared/lib/open-afresh';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { TextField } from '@/shared/ui/field';
import { Icon } from '@/shared/ui/icons';
import { refused } from '@/shared/ui/refused';
import { FormProblem } from './auth-frame';
import { CompanyDoor, wantsCompanySignIn } from './company-sign-in';
import { roleName } from './role-words';
import { useCreateWorkspace, useSwitchWorkspace } from './workspace-queries';

/** Another workspace, or a new one. */
export function WorkspaceDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Switch workspace">
      <Choice onClose={onClose} />
    </Dialog>
  );
}

function Choice({ onClose }: { onClose: () => void }) {
  const me = useQuery(meQuery).data;
  const change = useSwitchWorkspace();
  const create = useCreateWorkspace();
  const [naming, setNaming] = useState(false);
  const enter = (id: string) => {
    change.mutate(id, { onSuccess: () => { openAfresh('/home'); }, onError: (problem) => { if (!wantsCompanySignIn(problem)) refused(problem); } });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate(String(new FormData(event.currentTarget).get('name') ?? '').trim(), { onSuccess: ({ id }) => { enter(id); } });
  };
  const seats = me?.workspaces.filter(({ deletedUntil }) => deletedUntil === null) ?? [];
  return (
    <div className="flex flex-col gap-4">
      <ul className="-mx-2 flex flex-col gap-px">
        {seats.map((seat) => (
          <li key={seat.id}>
            <button type="button" disabled={change.isPending} aria-current={seat.id === me?.workspace.id || undefined} onClick={() => { if (seat.id === me?.workspace.id) onClose(); else enter(seat.id); }} className="flex w-full items-center gap-3 rounded-md px-2 py-2 text-left hover:bg-hover">
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{seat.name}</span>
                <span className="block text-sm text-ink-muted">{roleName(seat.role)}</span>
              </span>
              {seat.id === me?.workspace.id && <Icon name="check" />}
            </button>
          </li>
        ))}
      </ul>
      {wantsCompanySignIn(change.error) && <CompanyDoor problem={change.error} />}
      {naming ? (
        <form onSubmit={submit} className="flex flex-col gap-3 border-t border-hairline pt-4">
          <TextField label="Name of the new workspace" name="name" required maxLength={120} autoFocus problem={create.error?.field('name')} />
          {create.error && create.error.fields.length === 0 && <FormProblem text={sentence(create.error)} />}
          <Button type="submit" tone="next" busy={create.isPending} className="self-end">
            Create and open
          </Button>
        </form>
      ) : (
        <Button icon="plus" tone="quiet" className="self-start" onClick={() => { setNaming(true); }}>
          New workspace
        </Button>
      )}
    </div>
  );
}
