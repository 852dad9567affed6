import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { sentence } from '@/shared/api/sentences';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { DialogActions } from '@/shared/ui/dialog-actions';
import { Panel } from '@/shared/ui/faces';
import { TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { Section } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { freeLimitsQuery, useSetFreeLimits } from './billing-queries';
import { limitName } from './entitlement-words';

const most = 1_000_000;

/** How often a month each thing is free for everybody. */
export function FreeLimitsSection() {
  const found = useQuery(freeLimitsQuery);
  const [open, setOpen] = useState(false);
  return (
    <Section
      title="Free each month"
      text="For every workspace that has not bought the module. Counted by what people do."
      actions={
        <Button size="small" aria-label="Change what is free" disabled={found.data === undefined} onClick={() => { setOpen(true); }}>
          Change
        </Button>
      }
    >
      <Loaded query={found} what="free limits" rows={1} row="h-20">
        {({ limits }) => (
          <>
            <Panel className="p-4">
              <dl className="grid grid-cols-2 gap-x-8 gap-y-4 sm:grid-cols-5">
                {Object.entries(limits).map(([name, max]) => (
                  <div key={name} className="flex flex-col-reverse">
                    <dt className="text-sm text-ink-muted">{limitName(name)}</dt>
                    <dd className="num text-md font-semibold">{max}</dd>
                  </div>
                ))}
              </dl>
            </Panel>
            <Dialog open={open} onClose={() => { setOpen(false); }} title="Free each month">
              <LimitsForm limits={Object.entries(limits)} onDone={() => { setOpen(false); }} />
            </Dialog>
          </>
        )}
      </Loaded>
    </Section>
  );
}

function LimitsForm({ limits, onDone }: { limits: readonly [string, number][]; onDone: () => void }) {
  const set = useSetFreeLimits();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const changed = limits.map(([name, before]) => [name, Number(form.get(name)), before] as const).filter(([, now, before]) => now !== before);
    if (changed.length === 0) {
      onDone();
      return;
    }
    set.mutate(Object.fromEntries(changed.map(([name, now]) => [name, now])), { onSuccess: () => { toast('The free tier is changed.'); onDone(); } });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-ink-muted">Holds at once. Nothing that somebody made is taken away; with 0 the module is only for those who buy it.</p>
      <div className="grid grid-cols-2 gap-3">
        {limits.map(([name, max]) => (
          <TextField key={name} label={limitName(name)} name={name} type="number" min={0} max={most} required defaultValue={max} problem={set.error?.field(`limits.${name}`)} />
        ))}
      </div>
      {set.error && set.error.fields.length === 0 && <p role="alert" className="text-danger">{sentence(set.error)}</p>}
      <DialogActions onCancel={onDone}>
        <Button type="submit" tone="next" busy={set.isPending}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}
