import { useState } from 'react';
import type { Money } from '@/shared/api/house-types';
import { sentence } from '@/shared/api/sentences';
import { money } from '@/shared/lib/money';
import { Button, IconButton } from '@/shared/ui/button';
import { TextField } from '@/shared/ui/field';
import { useCheckout } from './billing-queries';

/** What is chosen, what it comes to, and the way to the payment. It stays in sight while one chooses. */
export function CheckoutBar({
  chosen,
  seats,
  onSeats,
  each,
  bundle,
  signedIn,
  mayBuy,
  onSignUp,
}: {
  chosen: readonly string[];
  seats: number;
  onSeats: (seats: number) => void;
  each: Money;
  bundle: boolean;
  signedIn: boolean;
  mayBuy: boolean;
  onSignUp: () => void;
}) {
  const checkout = useCheckout();
  const [coupon, setCoupon] = useState<string>();
  const total = { ...each, minor: each.minor * seats };
  const buy = () => {
    checkout.mutate(
      { modules: [...chosen], seats, ...(bundle && { bundle: true }), ...(coupon !== undefined && coupon.trim() !== '' && { coupon: coupon.trim() }) },
      { onSuccess: ({ url }) => { window.location.assign(url); } },
    );
  };
  return (
    <section aria-label="Your choice" data-bottom-bar="checkout" className="fixed inset-x-0 bottom-0 z-10 border-t border-hairline-strong bg-raised pb-[env(safe-area-inset-bottom)]">
      <div className="mx-auto flex w-full max-w-content flex-wrap items-center gap-x-6 gap-y-2 px-5 py-3 sm:px-8">
        <p aria-live="polite" className="min-w-0 flex-1 basis-40">
          <span className="figure-big text-lg">{money(total)}</span> <span className="text-ink-muted">a month</span>
          <span className="num block text-sm text-ink-muted">{chosen.length === 0 ? 'Choose a module' : `${String(chosen.length)} ${chosen.length === 1 ? 'module' : 'modules'}, ${String(seats)} ${seats === 1 ? 'seat' : 'seats'}${bundle ? ', as the bundle' : ''}`}</span>
        </p>
        <div role="group" aria-label="Seats" className="flex items-center gap-1">
          <IconButton icon="minus" label="One seat less" disabled={seats <= 1} onClick={() => { onSeats(seats - 1); }} />
          <span className="num w-16 text-center">{seats === 1 ? '1 seat' : `${String(seats)} seats`}</span>
          <IconButton icon="plus" label="One seat more" disabled={seats >= 500} onClick={() => { onSeats(seats + 1); }} />
        </div>
        {signedIn && mayBuy && (coupon === undefined ? (
          <Button tone="quiet" className="max-sm:hidden" onClick={() => { setCoupon(''); }}>
            Add a coupon
          </Button>
        ) : (
          <TextField label="Coupon" autoFocus value={coupon} onChange={(event) => { setCoupon(event.target.value); }} className="w-36" problem={checkout.error?.field('coupon')} />
        ))}
        {!signedIn ? (
          <Button tone="next" onClick={onSignUp}>
            Create a workspace
          </Button>
        ) : mayBuy ? (
          <Button tone="next" busy={checkout.isPending} disabled={chosen.length === 0} onClick={buy}>
            Go to payment
          </Button>
        ) : (
          <p className="text-sm text-ink-muted">An owner of your workspace can buy this.</p>
        )}
        {checkout.error && checkout.error.field('coupon') === undefined && <p role="alert" className="w-full text-sm text-danger">{sentence(checkout.error)}</p>}
      </div>
    </section>
  );
}
