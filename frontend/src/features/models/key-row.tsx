import { useState, type FormEvent } from 'react';
import type { KeyHolder, UserKey } from '@/shared/api/house-types';
import type { Problem } from '@/shared/api/problem';
import { sentence } from '@/shared/api/sentences';
import { fullDay } from '@/shared/lib/format';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { TextField } from '@/shared/ui/field';
import { Icon } from '@/shared/ui/icons';
import { refused } from '@/shared/ui/refused';
import { Tag } from '@/shared/ui/tag';
import { toast } from '@/shared/ui/toasts';
import { When } from '@/shared/ui/when';
import { besideEnvironment, keyReason, keyStates, removalText } from './key-words';
import { useCheckKey, useRemoveKey, useSaveKey } from './models-queries';
import type { Provider } from './providers';

/**
 * One provider: what is saved, whether it works, and the form to save another.
 *
 * @param environment whether the installation was started with a key for it, which is used while none is saved
 */
export function KeyRow({ provider, owner, saved, environment = false }: { provider: Provider; owner: KeyHolder; saved: UserKey | undefined; environment?: boolean }) {
  const [open, setOpen] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const check = useCheckKey();
  const drop = useRemoveKey();
  const reason = saved && saved.status !== 'valid' ? keyReason(saved.reason) : undefined;
  return (
    <section aria-label={provider.name} className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
            {provider.name}
            {saved && <Tag tone={keyStates[saved.status].tone}>{keyStates[saved.status].name}</Tag>}
            {!saved && environment && <Tag>From the environment</Tag>}
          </p>
          <p className="num text-sm text-ink-muted">
            {saved ? (
              <>
                {saved.label !== '' && `${saved.label} · `}{saved.last4 === '' ? 'saved' : `••••${saved.last4}`}{saved.baseUrl !== null && ` at ${saved.baseUrl}`}
                {saved.checkedAt !== null && <> · checked <When at={saved.checkedAt} /></>}
                {saved.expiresAt !== null && ` · until ${fullDay(saved.expiresAt)}`}
                {environment && ` · ${besideEnvironment(saved.status)}`}
              </>
            ) : (
              environment ? `${provider.text}. A key set here comes first.` : provider.text
            )}
          </p>
          {reason !== undefined && !open && <p className="mt-1 text-sm text-danger">{reason}</p>}
        </div>
        <div className="flex flex-wrap gap-2">
          {saved && (
            <Button size="small" busy={check.isPending} aria-label={`Check now: ${provider.name}`} onClick={() => { check.mutate({ provider: provider.id, owner }, { onSuccess: () => { toast(`The ${provider.name} key was checked.`); }, onError: refused }); }}>
              Check now
            </Button>
          )}
          {!open && (
            <Button size="small" aria-label={saved ? `Replace ${provider.name}` : `Add key for ${provider.name}`} onClick={() => { setOpen(true); }}>
              {saved ? 'Replace' : 'Add key'}
            </Button>
          )}
          {saved && (
            <Button size="small" tone="quiet" aria-label={`Remove ${provider.name}`} onClick={() => { setLeaving(true); }}>
              Remove
            </Button>
          )}
        </div>
      </div>
      {open && <KeyForm provider={provider} owner={owner} onDone={() => { setOpen(false); }} />}
      <ConfirmDialog
        open={leaving}
        onClose={() => { setLeaving(false); }}
        title={`Remove the ${provider.name} key?`}
        text={removalText(owner, environment)}
        action="Remove key"
        busy={drop.isPending}
        onConfirm={() => { drop.mutate({ provider: provider.id, owner }, { onSuccess: () => { toast(`The ${provider.name} key is removed.`); }, onError: refused, onSettled: () => { setLeaving(false); } }); }}
      />
    </section>
  );
}

function KeyForm({ provider, owner, onDone }: { provider: Provider; owner: KeyHolder; onDone: () => void }) {
  const save = useSaveKey();
  const refusal = save.error ? refusalOf(save.error) : undefined;
  const send = (element: HTMLFormElement | null, unchecked: boolean) => {
    if (element?.reportValidity() !== true) return;
    const form = new FormData(element);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    save.mutate(
      {
        provider: provider.id,
        key: text('key'),
        owner,
        ...(text('label') !== '' && { label: text('label') }),
        ...(text('baseUrl') !== '' && { baseUrl: text('baseUrl') }),
        ...(unchecked && { saveUnverified: true }),
      },
      {
        onSuccess: (key) => {
          toast(key.status === 'unverified' ? `The ${provider.name} key is saved unchecked.` : `The ${provider.name} key works and is saved.`);
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={(event: FormEvent<HTMLFormElement>) => { event.preventDefault(); send(event.currentTarget, false); }} className="mt-3 flex flex-col gap-3 border-l-2 border-hairline-strong pl-4">
      {provider.baseUrl !== undefined && (
        <TextField label="Address" name="baseUrl" type={provider.id === 'smtp' ? 'text' : 'url'} required={provider.baseUrl === 'required'} placeholder={provider.id === 'smtp' ? 'smtp://mail.example.com:587' : 'https://llm.example.com/v1'} problem={save.error?.field('baseUrl')} />
      )}
      <div className="grid gap-3 sm:grid-cols-[2fr_1fr]">
        <TextField
          label={provider.keyLabel ?? 'Key'}
          name="key"
          type="password"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          required
          placeholder={provider.placeholder}
          hint={provider.keysAt === undefined ? undefined : `Made at ${provider.keysAt}.`}
          problem={refusal ? undefined : save.error?.field('key')}
        />
        <TextField label="Name" name="label" optional maxLength={60} placeholder={owner === 'platform' ? 'Production' : 'Sales team'} problem={save.error?.field('label')} />
      </div>
      {refusal && (
        <div role="alert" className="flex items-start gap-2 rounded-md bg-danger-wash px-3 py-2 text-danger">
          <Icon name="alert" className="mt-0.5" />
          <p>{refusal.text}</p>
        </div>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button tone="quiet" onClick={onDone}>
          Cancel
        </Button>
        {refusal?.saveable === true && (
          <Button busy={save.isPending} onClick={(event) => { send(event.currentTarget.form, true); }}>
            Save unchecked
          </Button>
        )}
        <Button type="submit" tone="next" busy={save.isPending}>
          Check and save
        </Button>
      </div>
    </form>
  );
}

/** What a refused key means, and whether it may be kept all the same: only where nobody could check it. */
function refusalOf(problem: Problem): { text: string; saveable: boolean } | undefined {
  const reason = problem.code === 'key_rejected' ? problem.fields.find(({ field }) => field === 'key')?.code : undefined;
  const text = keyReason(reason);
  if (text !== undefined) return { text, saveable: reason?.toLowerCase() === 'network' };
  return problem.fields.length > 0 ? undefined : { text: sentence(problem), saveable: false };
}
