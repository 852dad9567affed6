import { useMutation, useQuery } from '@tanstack/react-query';
import { useSyncExternalStore, type FormEvent } from 'react';
import { post } from '@/shared/api/client';
import { meQuery } from '@/shared/api/me';
import { sentence } from '@/shared/api/sentences';
import { settleStepUp, stepUpStore } from '@/shared/api/step-up';
import { passkeysWork, presentPasskey } from '@/shared/lib/passkey';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { DialogActions } from '@/shared/ui/dialog-actions';
import { TextField } from '@/shared/ui/field';
import { FormProblem } from './auth-frame';
import { passkeyProblem } from './passkey-words';

/** Asks once more who is there, before something that matters. What was pressed goes on by itself afterwards. */
export function StepUpDialog() {
  const open = useSyncExternalStore(stepUpStore.subscribe, stepUpStore.asked);
  return (
    <Dialog open={open} onClose={() => { settleStepUp(false); }} title="Confirm that it is you">
      <Question />
    </Dialog>
  );
}

function Question() {
  const factor = useQuery(meQuery).data?.secondFactor;
  const confirm = useMutation({
    mutationFn: (proof: { password?: string; code?: string; credential?: unknown }) => post<unknown>('/auth/confirm', proof),
    onSuccess: () => { settleStepUp(true); },
  });
  const passkey = useMutation({
    mutationFn: async () => {
      const credential = await presentPasskey(await post<unknown>('/auth/passkeys/login/options'));
      await confirm.mutateAsync({ credential });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = String(form.get('password') ?? '');
    const code = String(form.get('code') ?? '').replaceAll(/\s+/g, '');
    confirm.mutate({ ...(password !== '' && { password }), ...(code !== '' && { code }) });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-ink-soft">You logged in a while ago. After this, what you pressed is done and you are not asked again for ten minutes.</p>
      <TextField label="Password" name="password" type="password" autoComplete="current-password" autoFocus required problem={confirm.error?.field('password')} />
      {factor?.totp === true && <TextField label="Code from your authenticator app" name="code" inputMode="numeric" autoComplete="one-time-code" required className="num" problem={confirm.error?.field('code')} />}
      {confirm.error && confirm.error.fields.length === 0 && <FormProblem text={sentence(confirm.error)} />}
      {confirm.error === null && passkeyProblem(passkey.error) !== undefined && <FormProblem text={passkeyProblem(passkey.error) ?? ''} />}
      <DialogActions
        onCancel={() => { settleStepUp(false); }}
        aside={
          (factor?.passkeys ?? 0) > 0 &&
          passkeysWork() && (
            <Button icon="finger" busy={passkey.isPending} onClick={() => { passkey.mutate(); }}>
              Use a passkey
            </Button>
          )
        }
      >
        <Button type="submit" tone="next" busy={confirm.isPending}>
          Confirm
        </Button>
      </DialogActions>
    </form>
  );
}
