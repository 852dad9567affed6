import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { passkeysWork } from '@/shared/lib/passkey';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { Dialog } from '@/shared/ui/dialog';
import { DialogActions } from '@/shared/ui/dialog-actions';
import { Panel } from '@/shared/ui/faces';
import { TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { Section } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { When } from '@/shared/ui/when';
import { FormProblem } from './auth-frame';
import { deviceName } from './device-name';
import { passkeyProblem } from './passkey-words';
import { RecoveryCodes } from './recovery-codes';
import { passkeysQuery, useAddPasskey, useRemovePasskey } from './factor-queries';

export function PasskeysSection() {
  const passkeys = useQuery(passkeysQuery);
  const add = useAddPasskey();
  const drop = useRemovePasskey();
  const [naming, setNaming] = useState(false);
  const [leaving, setLeaving] = useState<string>();
  const [codes, setCodes] = useState<readonly string[]>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    add.mutate(String(new FormData(event.currentTarget).get('label') ?? '').trim(), {
      onSuccess: ({ recoveryCodes }) => {
        setNaming(false);
        if (recoveryCodes.length > 0) setCodes(recoveryCodes);
        toast('The passkey is added. You can log in with it from now on.');
      },
    });
  };
  return (
    <Section
      title="Passkeys"
      text="Log in with your fingerprint, face or security key. Nothing to remember, nothing to steal."
      actions={
        <Button size="small" icon="plus" disabled={!passkeysWork()} onClick={() => { add.reset(); setNaming(true); }}>
          Add a passkey
        </Button>
      }
    >
      <Loaded query={passkeys} what="passkeys" rows={1}>
        {({ items }) => (
          <Panel>
            {items.length === 0 && <p className="px-4 py-3 text-ink-muted">{passkeysWork() ? 'No passkey yet. Adding one takes ten seconds.' : 'This browser knows no passkeys. Open this page in a newer one to add one.'}</p>}
            <ul className="divide-y divide-hairline">
              {items.map((passkey) => (
                <li key={passkey.id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
                  <div>
                    <p className="font-medium">{passkey.label}</p>
                    <p className="num text-sm text-ink-muted">
                      Added <When at={passkey.createdAt} /> · {passkey.lastUsedAt === null ? 'not used yet' : <>last used <When at={passkey.lastUsedAt} /></>}
                    </p>
                  </div>
                  <Button size="small" tone="danger" aria-label={`Remove ${passkey.label}`} onClick={() => { setLeaving(passkey.id); }}>
                    Remove
                  </Button>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </Loaded>
      <Dialog open={naming} onClose={() => { setNaming(false); }} title="Add a passkey">
        <form onSubmit={submit} className="flex flex-col gap-4">
          <TextField label="Name" name="label" required maxLength={60} autoFocus defaultValue={deviceName({ userAgent: navigator.userAgent })} hint="So that you know it again in the list." />
          {passkeyProblem(add.error) !== undefined && <FormProblem text={passkeyProblem(add.error) ?? ''} />}
          <DialogActions onCancel={() => { setNaming(false); }}>
            <Button type="submit" tone="next" busy={add.isPending}>
              Go on
            </Button>
          </DialogActions>
        </form>
      </Dialog>
      <Dialog open={codes !== undefined} onClose={() => { setCodes(undefined); }} title="Keep your recovery codes">
        {codes && <RecoveryCodes codes={codes} onKept={() => { setCodes(undefined); }} />}
      </Dialog>
      <ConfirmDialog
        open={leaving !== undefined}
        onClose={() => { setLeaving(undefined); }}
        title="Remove this passkey?"
        text="It stops working here at once. Remove it from your device as well, so that it is not offered."
        action="Remove passkey"
        busy={drop.isPending}
        onConfirm={() => {
          drop.mutate(leaving ?? '', {
            onSuccess: () => { setLeaving(undefined); toast('The passkey is removed.'); },
            onError: (problem) => { setLeaving(undefined); refused(problem); },
          });
        }}
      />
    </Section>
  );
}
