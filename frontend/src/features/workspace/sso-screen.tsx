import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { get, put, remove } from '@/shared/api/client';
import type { Sso } from '@/shared/api/house-types';
import { Problem } from '@/shared/api/problem';
import { sentence } from '@/shared/api/sentences';
import { useChange } from '@/shared/api/use-change';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { CopyButton } from '@/shared/ui/copy-button';
import { Panel } from '@/shared/ui/faces';
import { TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { Toggle } from '@/shared/ui/toggle';
import { FormProblem } from './auth-frame';

const ssoQuery = queryOptions({
  queryKey: ['workspace', 'sso'],
  // Nothing set up is an answer here, not a failure.
  queryFn: async ({ signal }): Promise<Sso | null> =>
    get<Sso>('/workspace/sso', signal).then(
      (sso) => sso,
      (problem: unknown) => {
        if (problem instanceof Problem && problem.status === 404) return null;
        throw problem;
      },
    ),
});

export function SsoScreen() {
  useTitle('Single sign-on');
  const sso = useQuery(ssoQuery);
  const drop = useChange(() => remove('/workspace/sso'), ssoQuery.queryKey);
  const [asked, setAsked] = useState(false);
  return (
    <SettingsScreen>
      <ScreenHead
        title="Single sign-on"
        text="People with an e-mail of your domains log in through your company’s OpenID Connect provider."
        actions={sso.data ? <Button tone="danger" onClick={() => { setAsked(true); }}>Turn off</Button> : undefined}
      />
      <Loaded query={sso} what="single sign-on" rows={3}>
        {(found) => <SsoForm key={found?.issuer ?? 'none'} sso={found} />}
      </Loaded>
      <ConfirmDialog
        open={asked}
        onClose={() => { setAsked(false); }}
        title="Turn off single sign-on?"
        text="Everybody logs in with their own password again. Whoever never had one sets it through “Forgot your password?”."
        action="Turn off"
        busy={drop.isPending}
        onConfirm={() => { drop.mutate(undefined, { onSuccess: () => { toast('Single sign-on is off.'); }, onError: refused, onSettled: () => { setAsked(false); } }); }}
      />
    </SettingsScreen>
  );
}

function SsoForm({ sso }: { sso: Sso | null }) {
  const save = useChange((body: { issuer: string; clientId: string; clientSecret?: string; domains: string[]; required: boolean }) => put<Sso>('/workspace/sso', body), ssoQuery.queryKey);
  const [required, setRequired] = useState(sso?.required ?? false);
  const back = sso?.redirectUri ?? `${window.location.origin}/api/v1/auth/sso/callback`;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const clientSecret = text('clientSecret');
    save.mutate(
      { issuer: text('issuer'), clientId: text('clientId'), ...(clientSecret !== '' && { clientSecret }), domains: text('domains').split(/[\s,;]+/).filter((domain) => domain !== ''), required },
      { onSuccess: () => { toast('Single sign-on is saved.'); } },
    );
  };
  return (
    <Panel className="p-4 sm:p-6">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <div>
          <p className="text-sm font-medium text-ink-soft">Redirect address, for your provider</p>
          <div className="mt-1.5 flex flex-wrap items-center gap-3">
            <code className="num min-w-0 rounded-sm bg-sunken px-2 py-1 text-sm break-all">{back}</code>
            <CopyButton text={back} size="small" />
          </div>
        </div>
        <TextField label="Issuer" name="issuer" type="url" required placeholder="https://login.example.com" defaultValue={sso?.issuer} problem={save.error?.field('issuer')} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField label="Client id" name="clientId" required autoComplete="off" defaultValue={sso?.clientId} problem={save.error?.field('clientId')} />
          <TextField label="Client secret" name="clientSecret" type="password" autoComplete="off" required={sso === null} hint={sso === null ? 'Kept sealed; never shown again.' : 'Leave empty to keep the present one.'} problem={save.error?.field('clientSecret')} />
        </div>
        <TextField label="E-mail domains" name="domains" required placeholder="example.com, example.co.uk" defaultValue={sso?.domains.join(', ')} problem={save.error?.field('domains')} />
        <Toggle label="Required" text="Passwords stop working for these domains. Owners keep theirs, so that nobody is locked out." on={required} onChange={setRequired} />
        {save.error && save.error.fields.length === 0 && <FormProblem text={sentence(save.error)} />}
        <Button type="submit" tone="next" busy={save.isPending} className="self-start">
          Save
        </Button>
      </form>
    </Panel>
  );
}
