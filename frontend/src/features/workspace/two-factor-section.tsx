import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { TotpStart } from '@/shared/api/house-types';
import { meQuery } from '@/shared/api/me';
import { sentence } from '@/shared/api/sentences';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { CopyButton } from '@/shared/ui/copy-button';
import { Dialog } from '@/shared/ui/dialog';
import { DialogActions } from '@/shared/ui/dialog-actions';
import { Panel } from '@/shared/ui/faces';
import { TextField } from '@/shared/ui/field';
import { refused } from '@/shared/ui/refused';
import { Section } from '@/shared/ui/section';
import { Tag } from '@/shared/ui/tag';
import { toast } from '@/shared/ui/toasts';
import { FormProblem } from './auth-frame';
import { useConfirmTotp, useNewRecoveryCodes, useRemoveTotp, useStartTotp } from './factor-queries';
import { RecoveryCodes } from './recovery-codes';

/** The authenticator app and the codes for the day on which it is lost. */
export function TwoFactorSection() {
  const factor = useQuery(meQuery).data?.secondFactor;
  const start = useStartTotp();
  const fresh = useNewRecoveryCodes();
  const drop = useRemoveTotp();
  const [asked, setAsked] = useState<'remove' | 'codes'>();
  const [codes, setCodes] = useState<string[]>();
  const on = factor?.totp === true;
  const left = factor?.recoveryCodesLeft ?? 0;
  return (
    <Section title="Authenticator app" text="A code from your phone at every log-in. It stops whoever only has your password.">
      <Panel className="divide-y divide-hairline">
        <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
          <p className="flex items-center gap-2 font-medium">
            Codes from an app <Tag tone={on ? 'good' : 'plain'}>{on ? 'On' : 'Off'}</Tag>
          </p>
          {on ? (
            <Button size="small" tone="danger" onClick={() => { setAsked('remove'); }}>
              Turn off
            </Button>
          ) : (
            <Button size="small" tone="next" busy={start.isPending} onClick={() => { start.mutate(undefined, { onError: refused }); }}>
              Set up
            </Button>
          )}
        </div>
        {(on || left > 0) && (
          <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
            <div>
              <p className="font-medium">Recovery codes</p>
              <p className={left <= 2 ? 'text-sm text-warn' : 'text-sm text-ink-muted'}>
                <span className="num">{left}</span> left{left <= 2 ? '. Make new ones before they run out.' : ', each works once.'}
              </p>
            </div>
            <Button size="small" busy={fresh.isPending} onClick={() => { setAsked('codes'); }}>
              Make new codes
            </Button>
          </div>
        )}
      </Panel>
      <Dialog open={start.data !== undefined && codes === undefined} onClose={() => { start.reset(); }} title="Set up your authenticator app">
        {start.data && <Enrol start={start.data} onDone={(made) => { setCodes(made); start.reset(); }} onCancel={() => { start.reset(); }} />}
      </Dialog>
      <Dialog open={codes !== undefined} onClose={() => { setCodes(undefined); }} title="Keep your recovery codes">
        {codes && <RecoveryCodes codes={codes} onKept={() => { setCodes(undefined); }} />}
      </Dialog>
      <ConfirmDialog
        open={asked === 'remove'}
        onClose={() => { setAsked(undefined); }}
        title="Turn off the authenticator app?"
        text="From then on your password alone logs you in, unless you have a passkey. Your recovery codes stop working."
        action="Turn off"
        busy={drop.isPending}
        onConfirm={() => {
          drop.mutate(undefined, {
            onSuccess: () => { setAsked(undefined); toast('The authenticator app is off.'); },
            onError: (problem) => { setAsked(undefined); refused(problem); },
          });
        }}
      />
      <ConfirmDialog
        open={asked === 'codes'}
        onClose={() => { setAsked(undefined); }}
        title="Make new recovery codes?"
        text="The codes you have now stop working at once."
        action="Make new codes"
        busy={fresh.isPending}
        onConfirm={() => {
          fresh.mutate(undefined, {
            onSuccess: ({ recoveryCodes }) => { setAsked(undefined); setCodes(recoveryCodes); },
            onError: (problem) => { setAsked(undefined); refused(problem); },
          });
        }}
      />
    </Section>
  );
}

function Enrol({ start, onDone, onCancel }: { start: TotpStart; onDone: (recoveryCodes: string[]) => void; onCancel: () => void }) {
  const confirm = useConfirmTotp();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    confirm.mutate(String(new FormData(event.currentTarget).get('code') ?? '').replaceAll(/\s+/g, ''), { onSuccess: ({ recoveryCodes }) => { onDone(recoveryCodes); } });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-ink-soft">Scan this with the app, then type the six digits it shows.</p>
      <div className="flex flex-wrap items-center gap-4">
        {/* White under the code in both themes: cameras want dark on light. */}
        <img alt="QR code for your authenticator app" src={`data:image/svg+xml,${encodeURIComponent(start.qrSvg)}`} className="size-40 rounded-md border border-hairline bg-paper p-2" />
        <div className="min-w-0 flex-1">
          <p className="text-sm text-ink-muted">No camera? Type this key:</p>
          <p className="num my-1.5 text-sm break-all select-all">{start.secret.replaceAll(/(.{4})/g, '$1 ').trim()}</p>
          <CopyButton text={start.secret} label="Copy key" size="small" />
        </div>
      </div>
      <TextField label="Code from the app" name="code" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9 ]{6,8}" required className="num" problem={confirm.error?.field('code')} />
      {confirm.error && confirm.error.fields.length === 0 && <FormProblem text={sentence(confirm.error)} />}
      <DialogActions onCancel={onCancel}>
        <Button type="submit" tone="next" busy={confirm.isPending}>
          Turn on
        </Button>
      </DialogActions>
    </form>
  );
}
