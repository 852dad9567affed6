import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { sentence } from '@/shared/api/sentences';
import { useTitle } from '@/shared/lib/use-title';
import { Button, buttonClass } from '@/shared/ui/button';
import { TextField } from '@/shared/ui/field';
import { toast } from '@/shared/ui/toasts';
import { AuthFrame, FormProblem } from './auth-frame';
import { useReset } from './password-queries';

export function ResetScreen() {
  useTitle('New password');
  const navigate = useNavigate();
  const { token } = useSearch({ strict: false });
  const reset = useReset();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    reset.mutate(
      { token: token ?? '', password: String(new FormData(event.currentTarget).get('password') ?? '') },
      {
        onSuccess: () => {
          toast('Your password is set. All other sessions have ended.');
          void navigate({ to: '/log-in' });
        },
      },
    );
  };
  const other = (
    <Link to="/forgot-password" className="font-medium text-ink underline underline-offset-4">
      Send another link
    </Link>
  );
  if (token === undefined) {
    return (
      <AuthFrame title="This link is cut short" text="Open the link in the letter once more, or ask for another one." other={other}>
        <Link to="/forgot-password" className={buttonClass('next', 'large')}>
          Send another link
        </Link>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title="Choose a new password" text="You will be logged out everywhere else." other={other}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField label="New password" name="password" type="password" autoComplete="new-password" required minLength={12} hint="At least 12 characters. A sentence is easier to remember than symbols." problem={reset.error?.field('password')} />
        {reset.error && reset.error.field('password') === undefined && <FormProblem text={sentence(reset.error)} />}
        <Button type="submit" tone="next" size="large" busy={reset.isPending}>
          Set password
        </Button>
      </form>
    </AuthFrame>
  );
}
