import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Entitlement, Plans } from '@/shared/api/house-types';
import { sentence } from '@/shared/api/sentences';
import { money } from '@/shared/lib/money';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { DialogActions } from '@/shared/ui/dialog-actions';
import { TextField } from '@/shared/ui/field';
import { toast } from '@/shared/ui/toasts';
import { previewQuery, useChangePlan, useCheckout } from './billing-queries';
import { isPaid } from './entitlement-words';
import { costOf } from './order';

type Props = { plans: Plans; items: readonly Entitlement[]; add: string | undefined };

/** Other modules or seats, with what it comes to before anything is charged. */
export function ChangePlanDialog({ open, onClose, ...props }: Props & { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Change plan">
      <Change {...props} onDone={onClose} />
    </Dialog>
  );
}

function Change({ plans, items, add, onDone }: Props & { onDone: () => void }) {
  const paid = items.filter(({ state }) => isPaid(state));
  const [chosen, setChosen] = useState<readonly string[]>(() => [...new Set([...paid.map(({ module }) => module), ...(add === undefined ? [] : [add])])]);
  const [seats, setSeats] = useState(() => Math.max(1, ...paid.map((one) => one.seats ?? 1)));
  const change = useChangePlan();
  const checkout = useCheckout();
  const first = paid.length === 0;
  const { each, bundle } = costOf(plans, chosen);
  const preview = useQuery({ ...previewQuery(chosen, seats, bundle), enabled: !first && chosen.length > 0 });
  const problem = change.error ?? checkout.error;
  const go = () => {
    if (first) checkout.mutate({ modules: [...chosen], seats, ...(bundle && { bundle: true }) }, { onSuccess: ({ url }) => { window.location.assign(url); } });
    else change.mutate({ modules: [...chosen], seats, ...(bundle && { bundle: true }), ...(preview.data && { at: preview.data.at }) }, { onSuccess: () => { toast('Your plan is changed.'); onDone(); } });
  };
  return (
    <div className="flex flex-col gap-4">
      <fieldset>
        <legend className="sr-only">Modules</legend>
        {plans.modules.map(({ module, name, monthly }) => (
          <label key={module} className="flex min-h-9 items-center gap-3">
            <input type="checkbox" className="size-4 accent-ink" checked={chosen.includes(module)} onChange={() => { setChosen(chosen.includes(module) ? chosen.filter((one) => one !== module) : [...chosen, module]); }} />
            <span className="flex-1">{name}</span>
            <span className="num text-ink-muted">{money(monthly)} a seat</span>
          </label>
        ))}
      </fieldset>
      <TextField label="Seats" type="number" min={1} max={500} value={seats} onChange={(event) => { setSeats(Math.max(1, Math.min(500, Number(event.target.value) || 1))); }} className="w-28" problem={problem?.field('seats')} />
      <div aria-live="polite" className="min-h-24 rounded-md border border-hairline bg-sunken px-4 py-3">
        {chosen.length === 0 ? (
          <p className="text-ink-muted">Choose at least one module. To leave altogether, cancel the plan.</p>
        ) : first ? (
          <p className="flex justify-between gap-4">
            <span>A month{bundle && ', as the bundle'}</span>
            <span className="num font-semibold">{money({ ...each, minor: each.minor * seats })}</span>
          </p>
        ) : preview.data ? (
          <dl className="num flex flex-col gap-1.5">
            {preview.data.lines.map((line) => (
              <div key={line.text} className="flex justify-between gap-4 text-sm text-ink-muted">
                <dt>{line.text}</dt>
                <dd>{money(line.amount)}</dd>
              </div>
            ))}
            <div className="flex justify-between gap-4 font-semibold">
              <dt>Due now</dt>
              <dd>{money(preview.data.dueNow)}</dd>
            </div>
            <div className="flex justify-between gap-4">
              <dt>Then a month</dt>
              <dd>{money(preview.data.monthly)}</dd>
            </div>
          </dl>
        ) : preview.isError ? (
          <p className="text-ink-muted">{sentence(preview.error)}</p>
        ) : (
          <p className="late text-ink-muted">Counting what it comes to…</p>
        )}
      </div>
      {problem && problem.fields.length === 0 && <p role="alert" className="text-danger">{sentence(problem)}</p>}
      <DialogActions onCancel={onDone}>
        <Button tone="next" busy={change.isPending || checkout.isPending} disabled={chosen.length === 0} onClick={go}>
          {first ? 'Go to payment' : 'Change plan'}
        </Button>
      </DialogActions>
    </div>
  );
}
