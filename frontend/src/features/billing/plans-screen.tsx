import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { PlanModule, Plans } from '@/shared/api/house-types';
import { sentence } from '@/shared/api/sentences';
import { money, parseMinor } from '@/shared/lib/money';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { DialogActions } from '@/shared/ui/dialog-actions';
import { Panel } from '@/shared/ui/faces';
import { TextArea, TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { ScreenHead } from '@/shared/ui/screen-head';
import { Section, SettingsScreen } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { plansQuery, useChangePrice } from './billing-queries';
import { CouponsSection } from './coupons-section';
import { FreeLimitsSection } from './free-limits-section';
import { PlanPartsSection } from './plan-parts-section';

/** Prices are data: what an administrator writes here is what the pricing page shows and the checkout charges. */
export function PlansScreen() {
  useTitle('Plans and coupons');
  const plans = useQuery(plansQuery);
  return (
    <SettingsScreen>
      <ScreenHead title="Plans and coupons" text="A new price holds for new purchases; running plans keep theirs until they are changed." />
      <Loaded query={plans} what="plans" rows={5}>
        {(found) => (
          <>
            <Modules plans={found} />
            <PlanPartsSection plans={found} />
          </>
        )}
      </Loaded>
      <FreeLimitsSection />
      <CouponsSection />
    </SettingsScreen>
  );
}

function Modules({ plans: { modules, bundle } }: { plans: Plans }) {
  const [editing, setEditing] = useState<PlanModule | 'bundle'>();
  return (
    <Section title="Modules" text="A seat and month.">
      <Panel>
        <ul aria-label="Plans" className="divide-y divide-hairline">
          {modules.map((plan) => (
            <li key={plan.module} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
              <div className="min-w-0 flex-1 basis-56">
                <p className="font-medium">{plan.name}</p>
                <p className="truncate text-sm text-ink-muted">{plan.description}</p>
              </div>
              <span className="num">{money(plan.monthly)}</span>
              <Button size="small" className="ml-auto" aria-label={`Change ${plan.name}`} onClick={() => { setEditing(plan); }}>
                Change
              </Button>
            </li>
          ))}
          <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
            <div className="min-w-0 flex-1 basis-56">
              <p className="font-medium">Bundle</p>
              <p className="num text-sm text-ink-muted">All of them, {bundle.discountPercent}% less than one by one</p>
            </div>
            <span className="num">{money(bundle.price)}</span>
            <Button size="small" className="ml-auto" aria-label="Change the bundle" onClick={() => { setEditing('bundle'); }}>
              Change
            </Button>
          </li>
        </ul>
      </Panel>
      <Dialog open={editing !== undefined} onClose={() => { setEditing(undefined); }} title={editing === 'bundle' ? 'Bundle' : (editing?.name ?? '')}>
        {editing === 'bundle' && <BundleForm bundle={bundle} onDone={() => { setEditing(undefined); }} />}
        {editing !== undefined && editing !== 'bundle' && <PriceForm plan={editing} onDone={() => { setEditing(undefined); }} />}
      </Dialog>
    </Section>
  );
}

function BundleForm({ bundle, onDone }: { bundle: Plans['bundle']; onDone: () => void }) {
  const change = useChangePrice();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const discountPercent = Number(new FormData(event.currentTarget).get('discountPercent'));
    change.mutate({ module: 'bundle', discountPercent, version: bundle.version }, { onSuccess: () => { toast('The bundle is changed.'); onDone(); } });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField label="Per cent less than one by one" name="discountPercent" type="number" min={0} max={100} required autoFocus defaultValue={bundle.discountPercent} problem={change.error?.field('discountPercent')} />
      {change.error && change.error.fields.length === 0 && <p role="alert" className="text-danger">{sentence(change.error)}</p>}
      <DialogActions onCancel={onDone}>
        <Button type="submit" tone="next" busy={change.isPending}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}

function PriceForm({ plan, onDone }: { plan: PlanModule; onDone: () => void }) {
  const change = useChangePrice();
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const minor = parseMinor(String(form.get('price') ?? ''), plan.monthly.currency);
    setWrong(minor === undefined);
    if (minor === undefined) return;
    change.mutate(
      { module: plan.module, name: String(form.get('name') ?? '').trim(), description: String(form.get('description') ?? '').trim(), includes: lines(String(form.get('includes') ?? '')), monthly: { ...plan.monthly, minor }, trialDays: Number(form.get('trialDays')), version: plan.version },
      { onSuccess: () => { toast(`${plan.name} is changed.`); onDone(); } },
    );
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField label="Name" name="name" required maxLength={80} defaultValue={plan.name} problem={change.error?.field('name')} />
      <TextArea label="Description" name="description" required maxLength={300} defaultValue={plan.description} problem={change.error?.field('description')} />
      <TextArea label="Comes with, one a line" name="includes" optional defaultValue={plan.includes.join('\n')} problem={change.error?.field('includes')} />
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        <TextField label={`A seat and month, in ${plan.monthly.currency}`} name="price" inputMode="decimal" required defaultValue={String(plan.monthly.minor / 100)} problem={wrong ? 'Write an amount such as 49 or 49.90.' : change.error?.field('monthly')} />
        <TextField label="Trial, days" name="trialDays" type="number" min={0} max={365} required defaultValue={plan.trialDays} problem={change.error?.field('trialDays')} />
      </div>
      {change.error && change.error.fields.length === 0 && <p role="alert" className="text-danger">{sentence(change.error)}</p>}
      <DialogActions onCancel={onDone}>
        <Button type="submit" tone="next" busy={change.isPending}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}

function lines(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}
