import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { query } from '@/shared/api/client';
import { readProblem } from '@/shared/api/problem';
import { sentence } from '@/shared/api/sentences';
import { Button } from '@/shared/ui/button';
import { TextField } from '@/shared/ui/field';
import { FormProblem } from './auth-frame';

/** By the domain of the e-mail to the company's own sign-in. Asked first, so that a wrong domain is said here and not on a bare page. */
export function SsoForm({ onBack }: { onBack: () => void }) {
  const start = useMutation({
    mutationFn: async (email: string) => {
      const address = `/api/v1/auth/sso/start${query({ email })}`;
      const answer = await fetch(address, { redirect: 'manual', credentials: 'same-origin' });
      if (answer.type !== 'opaqueredirect') throw await readProblem(answer);
      window.location.assign(address);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    start.mutate(String(new FormData(event.currentTarget).get('email') ?? '').trim());
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField label="Work e-mail" name="email" type="email" autoFocus autoComplete="email" required problem={start.error?.field('email')} />
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
