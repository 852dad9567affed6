import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Coupon } from '@/shared/api/house-types';
import { sentence } from '@/shared/api/sentences';
import { shortDay } from '@/shared/lib/format';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { DialogActions } from '@/shared/ui/dialog-actions';
import { Panel } from '@/shared/ui/faces';
import { TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { Section } from '@/shared/ui/section';
import { Tag } from '@/shared/ui/tag';
import { toast } from '@/shared/ui/toasts';
import { Toggle } from '@/shared/ui/toggle';
import { couponsQuery, useSaveCoupon } from './billing-queries';

/** Discounts with a code: made, changed and stopped here. */
export function CouponsSection() {
  const coupons = useQuery(couponsQuery);
  const [editing, setEditing] = useState<Coupon | 'new'>();
  return (
    <Section
      title="Coupons"
      text="Each workspace can use a coupon once."
      actions={
        <Button size="small" icon="plus" onClick={() => { setEditing('new'); }}>
          New coupon
        </Button>
      }
    >
      <Loaded query={coupons} what="coupons" rows={2}>
        {({ items }) => (
          <Panel>
            {items.length === 0 && <p className="px-4 py-3 text-ink-muted">No coupons yet.</p>}
            <ul aria-label="Coupons" className="divide-y divide-hairline">
              {items.map((coupon) => (
                <li key={coupon.code} className="num flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
                  <div className="min-w-0 flex-1 basis-48">
                    <p className="flex flex-wrap items-center gap-2 font-medium">
                      <span className="break-all">{coupon.code}</span> {!coupon.active && <Tag>Stopped</Tag>}
                    </p>
                    <p className="text-sm text-ink-muted">
                      {coupon.percentOff}% off{coupon.months === null ? '' : coupon.months === 1 ? ' for a month' : ` for ${String(coupon.months)} months`} · {coupon.expiresAt === null ? 'no end' : `until ${shortDay(coupon.expiresAt)}`}
                    </p>
                  </div>
                  <span className="text-sm text-ink-muted">{usedText(coupon)}</span>
                  <Button size="small" className="ml-auto" aria-label={`Change ${coupon.code}`} onClick={() => { setEditing(coupon); }}>
                    Change
                  </Button>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </Loaded>
      <Dialog open={editing !== undefined} onClose={() => { setEditing(undefined); }} title={editing === undefined || editing === 'new' ? 'New coupon' : editing.code}>
        <CouponForm coupon={editing === 'new' ? undefined : editing} onDone={() => { setEditing(undefined); }} />
      </Dialog>
    </Section>
  );
}

function usedText({ redeemed, maxRedemptions }: Coupon): string {
  return maxRedemptions === null ? `used ${String(redeemed)} times` : `${String(redeemed)} of ${String(maxRedemptions)} used`;
}

function CouponForm({ coupon, onDone }: { coupon: Coupon | undefined; onDone: () => void }) {
  const save = useSaveCoupon();
  const [active, setActive] = useState(coupon?.active ?? true);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const code = coupon?.code ?? text('code').toUpperCase();
    save.mutate(
      {
        code,
        percentOff: Number(text('percentOff')),
        active,
        ...(text('months') !== '' && { months: Number(text('months')) }),
        ...(text('maxRedemptions') !== '' && { maxRedemptions: Number(text('maxRedemptions')) }),
        ...(text('expiresAt') !== '' && { expiresAt: `${text('expiresAt')}T23:59:59.000Z` }),
      },
      { onSuccess: () => { toast(coupon === undefined ? `The coupon ${code} is there.` : `The coupon ${code} is changed.`); onDone(); } },
    );
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        {coupon === undefined && <TextField label="Code" name="code" required autoFocus maxLength={40} pattern="[A-Za-z0-9_\-]+" title="Letters, digits, - and _" problem={save.error?.field('code')} />}
        <TextField label="Per cent off" name="percentOff" type="number" min={1} max={100} required defaultValue={coupon?.percentOff} problem={save.error?.field('percentOff')} />
        <TextField label="For how many months" name="months" type="number" min={1} max={60} optional defaultValue={coupon?.months ?? undefined} problem={save.error?.field('months')} />
        <TextField label="How often in all" name="maxRedemptions" type="number" min={1} optional defaultValue={coupon?.maxRedemptions ?? undefined} problem={save.error?.field('maxRedemptions')} />
        <TextField label="Until" name="expiresAt" type="date" optional defaultValue={coupon?.expiresAt?.slice(0, 10)} problem={save.error?.field('expiresAt')} />
      </div>
      {coupon !== undefined && <Toggle label="Can be used" text="Who has it already keeps it." on={active} onChange={setActive} />}
      {save.error && save.error.fields.length === 0 && <p role="alert" className="text-danger">{sentence(save.error)}</p>}
      <DialogActions onCancel={onDone}>
        <Button type="submit" tone="next" busy={save.isPending}>
          {coupon === undefined ? 'Make coupon' : 'Save'}
        </Button>
      </DialogActions>
    </form>
  );
}
