import { useState, type FormEvent } from 'react';
import { passkeysWork } from '@/shared/lib/passkey';
import { Button } from '@/shared/ui/button';
import { TextField } from '@/shared/ui/field';
import { FormProblem } from './auth-frame';
import type { FactorMethod } from './log-in';

/** The second proof: a code from the app, one of the recovery codes, or a passkey. */
export function SecondFactorForm({
  methods,
  busy,
  problem,
  onCode,
  onPasskey,
}: {
  methods: readonly FactorMethod[];
  busy: boolean;
  problem: string | undefined;
  onCode: (code: string) => void;
  onPasskey: () => void;
}) {
  const [recovery, setRecovery] = useState(!methods.includes('totp') && methods.includes('recovery'));
  const withCode = methods.includes('totp') || recovery;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onCode(String(new FormData(event.currentTarget).get('code') ?? '').replaceAll(/\s+/g, ''));
  };
  return (
    <div className="flex flex-col gap-4">
      {withCode && (
        <form key={recovery ? 'recovery' : 'totp'} onSubmit={submit} className="flex flex-col gap-4">
          {recovery ? (
            <TextField label="Recovery code" name="code" autoFocus autoComplete="off" spellCheck={false} required hint="Each recovery code works once." className="num" />
          ) : (
            <TextField label="Code from your authenticator app" name="code" autoFocus inputMode="numeric" autoComplete="one-time-code" pattern="[0-9 ]{6,8}" required hint="Six digits; they change every 30 seconds." className="num" />
          )}
          {problem !== undefined && <FormProblem text={problem} />}
          <Button type="submit" tone="next" size="large" busy={busy}>
            Go on
          </Button>
        </form>
      )}
      {methods.includes('passkey') && passkeysWork() && (
        <Button icon="finger" busy={busy} onClick={onPasskey}>
          Use a passkey
        </Button>
      )}
      {!withCode && problem !== undefined && <FormProblem text={problem} />}
      {methods.includes('recovery') && methods.includes('totp') && (
        <button type="button" className="self-start text-sm text-ink-muted underline underline-offset-4 hover:text-ink" onClick={() => { setRecovery(!recovery); }}>
          {recovery ? 'Use the authenticator app instead' : 'I do not have my device'}
        </button>
      )}
    </div>
  );
}
