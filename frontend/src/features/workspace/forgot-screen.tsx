import { Link } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { sentence } from '@/shared/api/sentences';
import { useTitle } from '@/shared/lib/use-title';
import { Button, buttonClass } from '@/shared/ui/button';
import { TextField } from '@/shared/ui/field';
import { AuthFrame, FormProblem } from './auth-frame';
import { useForgot } from './password-queries';

export function ForgotScreen() {
  useTitle('Forgot password');
  const forgot = useForgot();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    forgot.mutate(String(new FormData(event.currentTarget).get('email') ?? '').trim());
  };
  const back = (
    <Link to="/log-in" className="font-medium text-ink underline underline-offset-4">
      Back to the log-in
    </Link>
  );
  if (forgot.isSuccess) {
    return (
      <AuthFrame title="Look into your mail" text={`If there is an account for ${forgot.variables}, a link to set a new password is on its way. It works once and for one hour.`} other={back}>
        <Link to="/log-in" className={buttonClass('plain', 'large')}>
          Back to the log-in
        </Link>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title="Set a new password" text="We send a link to your e-mail address." other={back}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField label="E-mail" name="email" type="email" autoComplete="email" required problem={forgot.error?.field('email')} />
        {forgot.error && forgot.error.fields.length === 0 && <FormProblem text={sentence(forgot.error)} />}
        <Button type="submit" tone="next" size="large" busy={forgot.isPending}>
          Send the link
        </Button>
      </form>
    </AuthFrame>
  );
}
