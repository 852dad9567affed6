import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { get, post, put, remove } from '@/shared/api/client';
import type { MailSettings } from '@/shared/api/house-types';
import { meQuery } from '@/shared/api/me';
import type { SetMail } from '@/shared/api/openapi';
import { sentence } from '@/shared/api/sentences';
import { useChange } from '@/shared/api/use-change';
import { useTitle } from '@/shared/lib/use-title';
import { Button, buttonClass } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/faces';
import { SelectField, TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { ScreenHead } from '@/shared/ui/screen-head';
import { Section, SettingsScreen } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';

const mailQuery = queryOptions({
  queryKey: ['notifications-set', 'mail'],
  queryFn: ({ signal }) => get<MailSettings>('/admin/mail', signal),
});

export function MailSettingsScreen() {
  useTitle('Mail');
  const mail = useQuery(mailQuery);
  return (
    <SettingsScreen>
      <ScreenHead title="Mail" text="The server that takes the letters of this installation." actions={mail.data?.origin === 'admin' ? <Forget /> : undefined} />
      {mail.data?.stopped && <p role="alert" className="rounded-md bg-danger-wash px-4 py-3 text-danger">The mail server does not let us in ({mail.data.stopped.problem}). Letters wait until the settings are right.</p>}
      {mail.data?.sandbox === true && (
        <div className="flex flex-wrap items-center justify-between gap-3 rounded-md bg-warn-wash px-4 py-3 text-warn">
          <p>No mail server is set. Letters go into the sandbox inbox and reach nobody.</p>
          <Link to="/admin/letters" className={buttonClass('plain', 'small')}>
            Open the inbox
          </Link>
        </div>
      )}
      <Loaded query={mail} what="mail settings" rows={4}>
        {(settings) => <MailForm key={`${settings.host} ${settings.from}`} settings={settings} />}
      </Loaded>
      <TestLetter />
    </SettingsScreen>
  );
}

function MailForm({ settings }: { settings: MailSettings }) {
  const save = useChange((body: SetMail) => put<MailSettings>('/admin/mail', body), mailQuery.queryKey);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    save.mutate(
      {
        host: text('host'),
        port: Number(text('port')),
        tls: tlsOf(text('tls')),
        from: text('from'),
        ...(text('username') !== '' && { username: text('username') }),
        ...(text('password') !== '' && { password: text('password') }),
      },
      { onSuccess: () => { toast('Mail is set. Send a test letter to be sure.'); } },
    );
  };
  const problem = save.error;
  return (
    <Panel className="p-4 sm:p-6">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-[1fr_7rem_10rem]">
          <TextField label="Server" name="host" required placeholder="smtp.example.com" defaultValue={settings.host} problem={problem?.field('host')} />
          <TextField label="Port" name="port" type="number" min={1} max={65_535} required defaultValue={settings.port} problem={problem?.field('port')} />
          <SelectField label="Encryption" name="tls" defaultValue={settings.tls} problem={problem?.field('tls')}>
            <option value="starttls">STARTTLS</option>
            <option value="tls">TLS</option>
            <option value="none">None, same machine only</option>
          </SelectField>
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField label="User" name="username" optional autoComplete="off" defaultValue={settings.username ?? ''} problem={problem?.field('username')} />
          <TextField label="Password" name="password" type="password" optional autoComplete="new-password" hint={settings.passwordSet ? 'Leave empty to keep the present one.' : undefined} problem={problem?.field('password')} />
        </div>
        <TextField label="Sender" name="from" type="email" required placeholder="hello@example.com" defaultValue={settings.from} problem={problem?.field('from')} />
        {problem && problem.fields.length === 0 && <p role="alert" className="text-danger">{sentence(problem)}</p>}
        <Button type="submit" tone="next" busy={save.isPending} className="self-start">
          Save
        </Button>
      </form>
    </Panel>
  );
}

function tlsOf(text: string): SetMail['tls'] {
  return text === 'tls' || text === 'none' ? text : 'starttls';
}

/** Back to what the environment says, or to the sandbox. */
function Forget() {
  const drop = useChange(() => remove('/admin/mail'), mailQuery.queryKey);
  return (
    <Button tone="danger" busy={drop.isPending} onClick={() => { drop.mutate(undefined, { onSuccess: () => { toast('The server set here is forgotten.'); }, onError: refused }); }}>
      Forget this server
    </Button>
  );
}

function TestLetter() {
  const me = useQuery(meQuery).data;
  const test = useChange(() => post<unknown>('/admin/mail/test'));
  return (
    <Section title="Test letter" text={me && `To ${me.user.email}.`}>
      <Button busy={test.isPending} onClick={() => { test.mutate(undefined, { onSuccess: () => { toast('A test letter is on its way.'); }, onError: refused }); }}>
        Send a test letter
      </Button>
    </Section>
  );
}
