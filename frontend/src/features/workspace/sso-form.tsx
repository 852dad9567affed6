import type { FormEvent } from 'react';
import { sentence } from '@/shared/api/sentences';
import { Button } from '@/shared/ui/button';
import { TextField } from '@/shared/ui/field';
import { FormProblem } from './auth-frame';
import { useCompanySignIn } from './company-sign-in';

/** The way to the company's own sign-in, for whoever is not in yet. */
export function SsoForm({ email, next, onBack }: { email: string | undefined; next: string | undefined; onBack: () => void }) {
  const start = useCompanySignIn();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    start.mutate({ email: String(new FormData(event.currentTarget).get('email') ?? '').trim(), next });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField label="Work e-mail" name="email" type="email" autoFocus autoComplete="email" required defaultValue={email} problem={start.error?.field('email')} />
      {start.error && start.error.fields.length === 0 && <FormProblem text={start.error.status === 404 ? 'No company sign-in is set up for this domain. Log in with a password, or ask your admin.' : sentence(start.error)} />}
      <Button type="submit" tone="next" size="large" busy={start.isPending}>
        Go to your company’s sign-in
      </Button>
      <Button tone="quiet" onClick={onBack}>
        Use a password instead
      </Button>
    </form>
  );
}
