import { Link, useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { sentence } from '@/shared/api/sentences';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { TextField } from '@/shared/ui/field';
import { AuthFrame, FormProblem } from './auth-frame';
import { useSignUp } from './sign-up';

export function SignUpScreen() {
  useTitle('Sign up');
  const navigate = useNavigate();
  const signUp = useSignUp();
  const problem = signUp.error;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    signUp.mutate(
      { name: text('name'), workspaceName: text('workspaceName'), email: text('email'), password: String(form.get('password') ?? '') },
      { onSuccess: () => void navigate({ to: '/home' }) },
    );
  };
  return (
    <AuthFrame
      title="Create your workspace"
      text="One account, one workspace, a first call in two minutes."
      other={
        <>
          Have an account?{' '}
          <Link to="/log-in" className="font-medium text-ink underline underline-offset-4">
            Log in
          </Link>
        </>
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField label="Your name" name="name" autoComplete="name" required maxLength={120} problem={problem?.field('name')} />
        <TextField label="Company or team" name="workspaceName" autoComplete="organization" required maxLength={120} problem={problem?.field('workspaceName')} />
        <TextField label="E-mail" name="email" type="email" autoComplete="email" required problem={problem?.field('email')} />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={12}
          hint="At least 12 characters. A sentence is easier to remember than symbols."
          problem={problem?.field('password')}
        />
        {problem && problem.fields.length === 0 && <FormProblem text={sentence(problem)} />}
        <Button type="submit" tone="next" size="large" busy={signUp.isPending}>
          Create workspace
        </Button>
      </form>
    </AuthFrame>
  );
}
