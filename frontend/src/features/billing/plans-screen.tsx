import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { PlanModule } from '@/shared/api/house-types';
import { sentence } from '@/shared/api/sentences';
import { shortDay } from '@/shared/lib/format';
import { money, parseMinor } from '@/shared/lib/money';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { Panel } from '@/shared/ui/faces';
import { TextArea, TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { ScreenHead } from '@/shared/ui/screen-head';
import { Section, SettingsScreen } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { couponsQuery, plansQuery, useChangePrice, useSaveCoupon } from './billing-queries';

/** Prices are data: what an administrator writes here is what the pricing page shows and the checkout charges. */
export function PlansScreen() {
  useTitle('Plans and coupons');
  const plans = useQuery(plansQuery);
  const [editing, setEditing] = useState<PlanModule>();
  return (
    <SettingsScreen>
      <ScreenHead title="Plans and coupons" text="A new price holds for new purchases; running plans keep theirs until they are changed." />
      <Section title="Modules">
        <Loaded query={plans} what="plans" rows={5}>
          {({ modules, bundle }) => (
            <Panel>
              <ul aria-label="Plans" className="divide-y divide-hairline">
                {modules.map((plan) => (
                  <li key={plan.module} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
                    <div className="min-w-0 flex-1 basis-56">
                      <p className="font-medium">{plan.name}</p>
                      <p className="truncate text-sm text-ink-muted">{plan.description}</p>
                    </div>
                    <span className="num">{money(plan.monthly)}</span>
                    <Button size="small" aria-label={`Change ${plan.name}`} onClick={() => { setEditing(plan); }}>
                      Change
                    </Button>
                  </li>
                ))}
                <li className="num flex justify-between gap-4 px-4 py-2.5 text-ink-muted">
                  <span>Bundle, {bundle.discountPercent}% less</span>
                  <span>{money(bundle.price)}</span>
                </li>
              </ul>
            </Panel>
          )}
        </Loaded>
      </Section>
      <Coupons />
      <Dialog open={editing !== undefined} onClose={() => { setEditing(undefined); }} title={editing?.name ?? ''}>
        {editing && <PriceForm plan={editing} onDone={() => { setEditing(undefined); }} />}
      </Dialog>
    </SettingsScreen>
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
      { module: plan.module, name: String(form.get('name') ?? '').trim(), description: String(form.get('description') ?? '').trim(), monthly: { ...plan.monthly, minor }, trialDays: Number(form.get('trialDays')), version: plan.version },
      { onSuccess: () => { toast(`${plan.name} is changed.`); onDone(); } },
    );
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField label="Name" name="name" required maxLength={80} defaultValue={plan.name} problem={change.error?.field('name')} />
      <TextArea label="Description" name="description" required maxLength={300} defaultValue={plan.description} problem={change.error?.field('description')} />
      <div className="grid grid-cols-2 gap-3">
      <TextField label={`A seat and month, in ${plan.monthly.currency}`} name="price" inputMode="decimal" required defaultValue={String(plan.monthly.minor / 100)} problem={wrong ? 'Write an amount such as 49 or 49.90.' : change.error?.field('monthly')} />
      <TextField label="Trial, days" name="trialDays" type="number" min={0} max={90} required defaultValue={plan.trialDays} problem={change.error?.field('trialDays')} />
      </div>
      {change.error && change.error.fields.length === 0 && <p role="alert" className="text-danger">{sentence(change.error)}</p>}
      <Button type="submit" tone="next" busy={change.isPending} className="self-end">
        Save
      </Button>
    </form>
  );
}

function Coupons() {
  const coupons = useQuery(couponsQuery);
  const save = useSaveCoupon();
  const [making, setMaking] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    save.mutate(
      {
        code: text('code').toUpperCase(),
        percentOff: Number(text('percentOff')),
        ...(text('maxRedemptions') !== '' && { maxRedemptions: Number(text('maxRedemptions')) }),
        ...(text('expiresAt') !== '' && { expiresAt: `${text('expiresAt')}T23:59:59.000Z` }),
      },
      { onSuccess: () => { toast(`The coupon ${text('code').toUpperCase()} is there.`); setMaking(false); } },
    );
  };
  return (
    <Section
      title="Coupons"
      actions={
        <Button size="small" icon="plus" onClick={() => { setMaking(true); }}>
          New coupon
        </Button>
      }
    >
      <Loaded query={coupons} what="coupons" rows={2}>
        {({ items }) => (
          <Panel>
            {items.length === 0 && <p className="px-4 py-3 text-ink-muted">No coupons. One coupon can be used by many workspaces, once by each.</p>}
            <ul aria-label="Coupons" className="divide-y divide-hairline">
              {items.map((coupon) => (
                <li key={coupon.code} className="num flex flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2.5">
                  <span className="min-w-0 flex-1 basis-32 font-medium">{coupon.code}</span>
                  <span>{coupon.percentOff}% off{coupon.months !== null && ` for ${String(coupon.months)} months`}</span>
                  <span className="text-ink-muted">
                    {coupon.redeemed} of {coupon.maxRedemptions ?? 'any number'} used
                  </span>
                  <span className="text-ink-muted">{coupon.expiresAt === null ? 'no end' : `until ${shortDay(coupon.expiresAt)}`}</span>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </Loaded>
      <Dialog open={making} onClose={() => { setMaking(false); }} title="New coupon">
        <form onSubmit={submit} className="flex flex-col gap-4">
          <div className="grid grid-cols-2 gap-3">
            <TextField label="Code" name="code" required autoFocus maxLength={40} pattern="[A-Za-z0-9_\-]+" problem={save.error?.field('code')} />
            <TextField label="Per cent off" name="percentOff" type="number" min={1} max={100} required problem={save.error?.field('percentOff')} />
            <TextField label="How often" name="maxRedemptions" type="number" min={1} optional problem={save.error?.field('maxRedemptions')} />
            <TextField label="Until" name="expiresAt" type="date" optional problem={save.error?.field('expiresAt')} />
          </div>
          {save.error && save.error.fields.length === 0 && <p role="alert" className="text-danger">{sentence(save.error)}</p>}
          <Button type="submit" tone="next" busy={save.isPending} className="self-end">
            Make coupon
          </Button>
        </form>
      </Dialog>
    </Section>
  );
}
