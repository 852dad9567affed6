import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { sentence } from '@/shared/api/sentences';
import { autofillWorks, passkeysWork } from '@/shared/lib/passkey';
import { useTitle } from '@/shared/lib/use-title';
import { ownPath, takeWayBack } from '@/shared/lib/way-back';
import { Button } from '@/shared/ui/button';
import { TextField } from '@/shared/ui/field';
import { AuthFrame, FormProblem } from './auth-frame';
import { wantsCompanySignIn } from './company-sign-in';
import { useLogIn, usePasskeyLogIn, wantedFactors, type LogIn } from './log-in';
import { passkeyProblem } from './passkey-words';
import { SecondFactorForm } from './second-factor-form';
import { SsoForm } from './sso-form';
import { ssoRefusal } from './sso-refusal';

export function LogInScreen() {
  useTitle('Log in');
  const navigate = useNavigate();
  const { next, sso } = useSearch({ strict: false });
  const notIn = ssoRefusal(sso);
  const [given, setGiven] = useState<LogIn>();
  const [way, setWay] = useState<'password' | 'sso'>('password');
  const logIn = useLogIn();
  const passkey = usePasskeyLogIn();
  const enter = (answer: { mustEnrol?: boolean }) => void navigate({ href: answer.mustEnrol === true ? '/account/security' : ownPath(next ?? (sso === undefined ? undefined : takeWayBack())) });
  const factors = wantedFactors(logIn.error);
  const [asked, setAsked] = useState(factors);
  if (factors !== undefined && asked === undefined) setAsked(factors);

  const offered = usePasskeyLogIn();
  const withdraw = useOfferedPasskey(way === 'password' && asked === undefined, offered.mutateAsync, enter);
  const byPasskey = () => {
    withdraw();
    passkey.mutate({}, { onSuccess: enter });
  };

  if (asked !== undefined && given !== undefined) {
    return (
      <AuthFrame
        title="One more step"
        text={`The password for ${given.email} is right. Now show that it is you.`}
        other={
          <button type="button" className="font-medium text-ink underline underline-offset-4" onClick={() => { setAsked(undefined); logIn.reset(); }}>
            Start again
          </button>
        }
      >
        <SecondFactorForm
          methods={asked}
          busy={logIn.isPending || passkey.isPending}
          problem={factors === undefined && logIn.error ? sentence(logIn.error) : passkeyProblem(passkey.error)}
          onCode={(code) => { logIn.mutate({ ...given, code }, { onSuccess: enter }); }}
          onPasskey={byPasskey}
        />
      </AuthFrame>
    );
  }

  const problem = logIn.error;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { email: String(form.get('email') ?? '').trim(), password: String(form.get('password') ?? '') };
    setGiven(body);
    logIn.mutate(body, { onSuccess: enter });
  };
  return (
    <AuthFrame
      title="Log in"
      text={way === 'sso' ? 'Your company’s sign-in opens next.' : 'Your calls are where you left them.'}
      other={
        <>
          New here?{' '}
          <Link to="/sign-up" className="font-medium text-ink underline underline-offset-4">
            Create a workspace
          </Link>
        </>
      }
    >
      {way === 'sso' ? (
        <SsoForm email={given?.email} next={next} onBack={() => { setWay('password'); }} />
      ) : (
        <>
          <form onSubmit={submit} className="flex flex-col gap-4">
            <TextField label="E-mail" name="email" type="email" autoComplete="username webauthn" required defaultValue={given?.email} problem={problem?.field('email')} />
            <TextField label="Password" name="password" type="password" autoComplete="current-password" required problem={problem?.field('password')} />
            {!problem && notIn !== undefined && <FormProblem text={notIn} />}
            {problem && problem.fields.length === 0 && factors === undefined && <FormProblem text={sentence(problem)} />}
            {wantsCompanySignIn(problem) && (
              <Button icon="plug" onClick={() => { setWay('sso'); }}>
                Use your company’s sign-in
              </Button>
            )}
            <Button type="submit" tone="next" size="large" busy={logIn.isPending}>
              Log in
            </Button>
            <Link to="/forgot-password" className="self-start text-sm text-ink-muted underline underline-offset-4 hover:text-ink">
              Forgot your password?
            </Link>
          </form>
          <div className="mt-6 flex flex-col gap-2 border-t border-hairline pt-6">
            {passkeysWork() && (
              <Button icon="finger" busy={passkey.isPending} onClick={byPasskey}>
                Use a passkey
              </Button>
            )}
            <Button icon="plug" onClick={() => { setWay('sso'); }}>
              Single sign-on
            </Button>
            {passkeyProblem(passkey.error) !== undefined && <FormProblem text={passkeyProblem(passkey.error) ?? ''} />}
          </div>
        </>
      )}
    </AuthFrame>
  );
}

/**
 * Where the browser can, a passkey is offered in the e-mail field as soon as the page is there; nobody asked for it, so
 * nothing is said when it fails. Returns what takes the offer back, since a browser answers one question at a time.
 */
function useOfferedPasskey(active: boolean, present: (how: { signal: AbortSignal; autofill: boolean }) => Promise<{ mustEnrol?: boolean }>, enter: (answer: { mustEnrol?: boolean }) => void) {
  const current = useRef<AbortController>(undefined);
  useEffect(() => {
    if (!active) return;
    const leaving = new AbortController();
    current.current = leaving;
    void autofillWorks().then(async (works) => {
      if (!works || leaving.signal.aborted) return;
      await present({ signal: leaving.signal, autofill: true }).then(enter, () => undefined);
    });
    return () => {
      leaving.abort();
    };
    // Once for each time the form is shown; the functions are new at every render and mean the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [active]);
  return () => {
    current.current?.abort();
  };
}
