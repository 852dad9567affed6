import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { meQuery } from '@/shared/api/me';
import { sentence } from '@/shared/api/sentences';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/faces';
import { TextField } from '@/shared/ui/field';
import { ScreenHead } from '@/shared/ui/screen-head';
import { Section, SettingsScreen } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { FormProblem } from './auth-frame';
import { DevicesSection } from './devices-section';
import { PasskeysSection } from './passkeys-section';
import { useChangePassword } from './password-queries';
import { TwoFactorSection } from './two-factor-section';

export function SecurityScreen() {
  useTitle('Sign-in and devices');
  const me = useQuery(meQuery);
  return (
    <SettingsScreen>
      <ScreenHead title="Sign-in and devices" text="How you prove that you are you, and where you are logged in." />
      {me.data?.mustEnrol === true && (
        <p role="status" className="rounded-md bg-warn-wash px-4 py-3 text-warn">
          {me.data.workspace.name} asks everybody for a second factor. Set up an authenticator app or a passkey to go on.
        </p>
      )}
      <TwoFactorSection />
      <PasskeysSection />
      <PasswordSection />
      <DevicesSection />
    </SettingsScreen>
  );
}

function PasswordSection() {
  const change = useChangePassword();
  const [version, setVersion] = useState(0);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    change.mutate(
      { current: String(form.get('current') ?? ''), next: String(form.get('next') ?? '') },
      {
        onSuccess: () => {
          toast('Your password is changed. Other sessions have ended.');
          setVersion(version + 1);
        },
      },
    );
  };
  return (
    <Section title="Password" text="Changing it ends every other session.">
      <Panel className="p-4">
        <form key={version} onSubmit={submit} className="flex flex-col gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField label="Present password" name="current" type="password" autoComplete="current-password" required problem={change.error?.field('current')} />
            <TextField label="New password" name="next" type="password" autoComplete="new-password" required minLength={12} hint="At least 12 characters." problem={change.error?.field('next')} />
          </div>
          {change.error && change.error.fields.length === 0 && <FormProblem text={sentence(change.error)} />}
          <Button type="submit" busy={change.isPending} className="self-start">
            Change password
          </Button>
        </form>
      </Panel>
    </Section>
  );
}
