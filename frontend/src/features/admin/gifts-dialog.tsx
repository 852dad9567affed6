import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { AdminWorkspace } from '@/shared/api/house-types';
import type { GiftsOne } from '@/shared/api/openapi';
import { sentence } from '@/shared/api/sentences';
import { shortDay } from '@/shared/lib/format';
import { modules } from '@/shared/lib/modules';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { toast } from '@/shared/ui/toasts';
import { giftsQuery, useGive, useTakeBack } from './gift-queries';

/** Modules as a present: which a workspace has been given, until when, and the way to give and take back. */
export function GiftsDialog({ workspace, onClose }: { workspace: AdminWorkspace | undefined; onClose: () => void }) {
  return (
    <Dialog open={workspace !== undefined} onClose={onClose} title={workspace === undefined ? '' : `Modules for ${workspace.name}`}>
      {workspace && <Gifts workspace={workspace} />}
    </Dialog>
  );
}

function Gifts({ workspace }: { workspace: AdminWorkspace }) {
  const gifts = useQuery(giftsQuery(workspace.id));
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-muted">Given by this installation, beside what the workspace pays for. It opens within a second and is written into their audit log.</p>
      <Loaded query={gifts} what="gifts" rows={5}>
        {({ items }) => (
          <ul aria-label="Modules" className="divide-y divide-hairline rounded-lg border border-hairline">
            {Object.entries(modules).map(([module, { name }]) => (
              <Row key={module} workspace={workspace} module={module} name={name} gift={items.find((one) => one.module === module)} />
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  );
}

function Row({ workspace, module, name, gift }: { workspace: AdminWorkspace; module: string; name: string; gift: GiftsOne | undefined }) {
  const [open, setOpen] = useState(false);
  const give = useGive(workspace.id);
  const takeBack = useTakeBack(workspace.id);
  const until = gift?.until ?? null;
  const back = () => {
    takeBack.mutate(module, {
      onSuccess: () => { toast(`${name} is taken back.`, { action: { label: 'Undo', run: () => { give.mutate({ module, until }, { onError: refused }); } } }); },
      onError: refused,
    });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const day = String(new FormData(event.currentTarget).get('until') ?? '');
    give.mutate({ module, until: day === '' ? null : `${day}T23:59:59.000Z` }, { onSuccess: () => { toast(`${workspace.name} has ${name} now.`); setOpen(false); } });
  };
  return (
    <li className="px-4 py-2.5">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <p className="font-medium">{name}</p>
          <p className="num text-sm text-ink-muted">{gift === undefined ? 'Not given' : until === null ? 'Given, without an end' : `Given until ${shortDay(until)}`}</p>
        </div>
        {gift !== undefined && (
          <Button size="small" aria-label={`Take back ${name}`} busy={takeBack.isPending} onClick={back}>
            Take back
          </Button>
        )}
        {gift === undefined && !open && (
          <Button size="small" aria-label={`Give ${name}`} onClick={() => { setOpen(true); }}>
            Give
          </Button>
        )}
      </div>
      {open && (
        <form onSubmit={submit} className="mt-3 flex flex-wrap items-end gap-3">
          <TextField label="Until" name="until" type="date" optional autoFocus min={today()} className="min-w-0 flex-1 basis-36" problem={give.error ? sentence(give.error) : undefined} />
          <div className="flex gap-2">
            <Button tone="quiet" onClick={() => { setOpen(false); }}>
              Cancel
            </Button>
            <Button type="submit" busy={give.isPending} aria-label={`Give ${name} to ${workspace.name}`}>
              Give
            </Button>
          </div>
        </form>
      )}
    </li>
  );
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
