import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { get, post, remove } from '@/shared/api/client';
import type { ApiKey } from '@/shared/api/house-types';
import { meQuery } from '@/shared/api/me';
import { sentence } from '@/shared/api/sentences';
import { useChange } from '@/shared/api/use-change';
import { fullDay } from '@/shared/lib/format';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { CopyButton } from '@/shared/ui/copy-button';
import { Dialog } from '@/shared/ui/dialog';
import { DialogActions } from '@/shared/ui/dialog-actions';
import { Panel } from '@/shared/ui/faces';
import { SelectField, TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { Tag } from '@/shared/ui/tag';
import { toast } from '@/shared/ui/toasts';
import { When } from '@/shared/ui/when';
import { FormProblem } from './auth-frame';
import { permissionTexts } from './role-words';

const apiKeysQuery = queryOptions({
  queryKey: ['workspace', 'api-keys'],
  queryFn: ({ signal }) => get<{ items: ApiKey[] }>('/api-keys?limit=100', signal),
});

const lifetimes = [
  { days: 30, name: '30 days' },
  { days: 90, name: '90 days' },
  { days: 365, name: 'One year' },
] as const;

/** What a key of a program can never hold, whatever its maker may do. */
const notForKeys = /^(ownership|billing)\./;

export function ApiKeysScreen() {
  useTitle('API keys');
  const keys = useQuery(apiKeysQuery);
  const revoke = useChange((id: string) => remove(`/api-keys/${id}`), apiKeysQuery.queryKey);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string>();
  const [leaving, setLeaving] = useState<ApiKey>();
  return (
    <SettingsScreen>
      <ScreenHead
        title="API keys"
        text="For programs of yours that use the API. Each key can do what you give it and nothing else."
        actions={
          <Button tone="next" icon="plus" onClick={() => { setMaking(true); }}>
            New key
          </Button>
        }
      />
      <Loaded query={keys} what="API keys" rows={2} row="h-14">
        {({ items }) =>
          items.length === 0 ? (
            <Panel className="flex flex-col items-start gap-3 p-6">
              <p className="max-w-[34rem] text-ink-muted">
                No keys yet. A key goes into the header <code className="num">Authorization: Bearer qh_live_…</code>; the reference is at <a href="/docs/api" className="underline underline-offset-4">/docs/api</a>.
              </p>
              <Button onClick={() => { setMaking(true); }}>Make the first key</Button>
            </Panel>
          ) : (
            <Panel>
              <ul aria-label="API keys" className="divide-y divide-hairline">
                {items.map((key) => (
                  <li key={key.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
                    <div className="min-w-0 flex-1 basis-60">
                      <p className="flex flex-wrap items-center gap-2 font-medium">
                        {key.name}
                        {key.state !== 'active' && <Tag tone={key.state === 'expired' ? 'warn' : 'plain'}>{key.state === 'revoked' ? 'Revoked' : key.state === 'expired' ? 'Expired' : key.state}</Tag>}
                      </p>
                      <p className="num text-sm break-words text-ink-muted">
                        {key.prefix}…{key.last4} · {key.lastUsedAt === null ? 'never used' : <>used <When at={key.lastUsedAt} /></>} · until {fullDay(key.expiresAt)}
                      </p>
                      <p className="text-sm break-words text-ink-muted">{key.scopes.map((scope) => permissionTexts[scope] ?? scope).join(' · ')}</p>
                    </div>
                    {key.state === 'active' && (
                      <Button size="small" tone="danger" aria-label={`Revoke ${key.name}`} onClick={() => { setLeaving(key); }}>
                        Revoke
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </Panel>
          )
        }
      </Loaded>
      <Dialog open={making} onClose={() => { setMaking(false); }} title="New API key">
        <NewKey onMade={(key) => { setMaking(false); setMade(key); }} onCancel={() => { setMaking(false); }} />
      </Dialog>
      <Dialog open={made !== undefined} onClose={() => { setMade(undefined); }} title="Copy your key now">
        <p className="text-ink-soft">It is shown this once. We keep only a fingerprint of it.</p>
        <code className="num my-4 block rounded-md border border-hairline bg-sunken px-3 py-2.5 break-all select-all">{made}</code>
        <div className="flex justify-between gap-2">
          <CopyButton text={made ?? ''} label="Copy key" />
          <Button tone="next" onClick={() => { setMade(undefined); }}>
            I have kept it
          </Button>
        </div>
      </Dialog>
      <ConfirmDialog
        open={leaving !== undefined}
        onClose={() => { setLeaving(undefined); }}
        title={`Revoke ${leaving?.name ?? ''}?`}
        text="Whatever uses it is refused within a second. A revoked key cannot come back."
        action="Revoke key"
        busy={revoke.isPending}
        onConfirm={() => { revoke.mutate(leaving?.id ?? '', { onSuccess: () => { toast('The key is revoked.'); }, onError: refused, onSettled: () => { setLeaving(undefined); } }); }}
      />
    </SettingsScreen>
  );
}

function NewKey({ onMade, onCancel }: { onMade: (key: string) => void; onCancel: () => void }) {
  const mine = useQuery(meQuery).data?.permissions ?? [];
  const make = useChange((body: { name: string; scopes: string[]; expiresAt?: string }) => post<{ id: string; key: string }>('/api-keys', body), apiKeysQuery.queryKey);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = Number(form.get('days'));
    make.mutate(
      { name: String(form.get('name') ?? '').trim(), scopes: form.getAll('scope').map(String), expiresAt: new Date(Date.now() + days * 86_400_000).toISOString() },
      { onSuccess: ({ key }) => { onMade(key); } },
    );
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid grid-cols-[1fr_8rem] gap-3">
        <TextField label="Name" name="name" required maxLength={80} autoFocus placeholder="Warehouse sync" problem={make.error?.field('name')} />
        <SelectField label="Ends after" name="days" defaultValue="90" problem={make.error?.field('expiresAt')}>
          {lifetimes.map(({ days, name }) => (
            <option key={days} value={days}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium text-ink-soft">May do</legend>
        <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
          {mine.filter((scope) => !notForKeys.test(scope)).map((scope) => (
            <label key={scope} className="flex min-h-7 items-center gap-2">
              <input type="checkbox" name="scope" value={scope} defaultChecked={scope.endsWith('.read')} className="size-4 accent-ink" />
              <span title={scope}>{permissionTexts[scope] ?? scope}</span>
            </label>
          ))}
        </div>
        {make.error?.field('scopes') !== undefined && <p className="mt-1.5 text-sm text-danger">{make.error.field('scopes')}</p>}
      </fieldset>
      {make.error && make.error.fields.length === 0 && <FormProblem text={sentence(make.error)} />}
      <DialogActions onCancel={onCancel}>
        <Button type="submit" tone="next" busy={make.isPending}>
          Make key
        </Button>
      </DialogActions>
    </form>
  );
}
