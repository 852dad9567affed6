import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { sentence } from '@/shared/api/sentences';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { TextField } from '@/shared/ui/field';
import { AuthFrame, FormProblem } from './auth-frame';
import { useLogIn } from './log-in';

export function LogInScreen() {
  useTitle('Log in');
  const navigate = useNavigate();
  const { next } = useSearch({ strict: false });
  const logIn = useLogIn();
  const problem = logIn.error;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    logIn.mutate(
      { email: String(form.get('email') ?? '').trim(), password: String(form.get('password') ?? '') },
      { onSuccess: () => void navigate({ href: ownPath(next) }) },
    );
  };
  return (
    <AuthFrame
      title="Log in"
      text="Your calls are where you left them."
      other={
        <>
          New here?{' '}
          <Link to="/sign-up" className="font-medium text-ink underline underline-offset-4">
            Create a workspace
          </Link>
        </>
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField label="E-mail" name="email" type="email" autoComplete="email" required problem={problem?.field('email')} />
        <TextField label="Password" name="password" type="password" autoComplete="current-password" required problem={problem?.field('password')} />
        {problem && problem.fields.length === 0 && <FormProblem text={sentence(problem)} />}
        <Button type="submit" tone="next" size="large" busy={logIn.isPending}>
          Log in
        </Button>
      </form>
    </AuthFrame>
  );
}

/** Only paths of this site: a link must not send a freshly signed-in person elsewhere. */
export function ownPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/home';
}
