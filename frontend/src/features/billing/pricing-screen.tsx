import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Plans } from '@/shared/api/house-types';
import { meQuery } from '@/shared/api/me';
import { classes } from '@/shared/lib/classes';
import { money } from '@/shared/lib/money';
import { useTitle } from '@/shared/lib/use-title';
import { buttonClass } from '@/shared/ui/button';
import { Icon } from '@/shared/ui/icons';
import { Loaded } from '@/shared/ui/loaded';
import { Wordmark } from '@/shared/ui/wordmark';
import { limitName } from './entitlement-words';
import { CheckoutBar } from './checkout-bar';
import { plansQuery } from './billing-queries';
import { costOf } from './order';

/** What it costs, for whoever asks: visitors and members. Choosing here and paying is one walk. */
export function PricingScreen() {
  useTitle('Pricing');
  const plans = useQuery(plansQuery);
  const me = useQuery({ ...meQuery, retry: false });
  const signedIn = me.data !== undefined;
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex w-full max-w-content items-center justify-between px-5 py-5 sm:px-8">
        <Link to="/" aria-label="QuotaHit, start page" className="rounded-sm">
          <Wordmark />
        </Link>
        <nav aria-label="Account" className="flex items-center gap-1">
          {signedIn ? (
            <Link to="/home" className={buttonClass('plain')}>
              Go to home
            </Link>
          ) : (
            <>
              <Link to="/log-in" search={{ next: '/pricing' }} className={buttonClass('quiet')}>
                Log in
              </Link>
              <Link to="/sign-up" className={buttonClass('plain')}>
                Sign up
              </Link>
            </>
          )}
        </nav>
      </header>
      <main className="mx-auto w-full max-w-content flex-1 px-5 pt-10 pb-40 sm:px-8 sm:pt-16">
        <h1 className="max-w-[18ch] text-2xl font-semibold tracking-tighter">Pay for the modules you use.</h1>
        <p className="mt-4 max-w-[36rem] text-md text-ink-muted">By seat and month. The CRM and the free tier are in every plan. Models run on your own keys, without mark-up.</p>
        <div className="mt-10">
          <Loaded query={plans} what="prices" rows={5} row="h-20">
            {(found) => (found.selfHosted ? <SelfHosted plans={found} signedIn={signedIn} /> : <Choice plans={found} signedIn={signedIn} mayBuy={me.data?.permissions.includes('billing.manage') ?? false} />)}
          </Loaded>
        </div>
      </main>
    </div>
  );
}

function Choice({ plans, signedIn, mayBuy }: { plans: Plans; signedIn: boolean; mayBuy: boolean }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [seats, setSeats] = useState(1);
  const navigate = useNavigate();
  const all = plans.modules.map(({ module }) => module);
  const { each, bundle } = costOf(plans, chosen);
  const toggle = (module: string) => { setChosen(chosen.includes(module) ? chosen.filter((one) => one !== module) : [...chosen, module]); };
  return (
    <>
      <fieldset>
        <legend className="sr-only">Modules</legend>
        <ul className="divide-y divide-hairline rounded-lg border border-hairline bg-surface">
          {plans.modules.map(({ module, name, description, monthly, includes }) => {
            const on = chosen.includes(module);
            return (
              <li key={module}>
                <label className={classes('flex cursor-pointer items-start gap-4 px-4 py-4 sm:px-6', on ? 'bg-hover' : 'hover:bg-hover')}>
                  <input type="checkbox" checked={on} onChange={() => { toggle(module); }} className="mt-1 size-4.5 shrink-0 accent-ink" />
                  <span className="grid min-w-0 flex-1 gap-x-10 gap-y-1 sm:grid-cols-[14rem_1fr]">
                    <span className="text-md font-semibold">{name}</span>
                    <span className="text-ink-muted">
                      {description}
                      {includes.length > 0 && <span className="mt-0.5 block text-sm">With {includes.map((one) => one.toLowerCase()).join(', ')}</span>}
                    </span>
                  </span>
                  <span className="num shrink-0 text-md font-semibold">{money(monthly)}</span>
                </label>
              </li>
            );
          })}
        </ul>
      </fieldset>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3 rounded-lg border border-hairline bg-sunken px-4 py-4 sm:px-6">
        <div>
          <p className="text-md font-semibold">
            All five for <span className="num">{money(plans.bundle.price)}</span>
          </p>
          <p className="text-ink-muted">
            <span className="num">{plans.bundle.discountPercent}</span>% less than one by one.
          </p>
        </div>
        <button type="button" aria-pressed={bundle} className={buttonClass('plain')} onClick={() => { setChosen(bundle ? [] : all); }}>
          {bundle ? 'Choose one by one' : 'Take all five'}
        </button>
      </div>
      <FreeTier plans={plans} />
      <CheckoutBar
        chosen={chosen}
        seats={seats}
        onSeats={setSeats}
        each={each}
        bundle={bundle}
        signedIn={signedIn}
        mayBuy={mayBuy}
        onSignUp={() => void navigate({ to: '/sign-up' })}
      />
    </>
  );
}

function FreeTier({ plans }: { plans: Plans }) {
  const limits = Object.entries(plans.free.limits);
  if (limits.length === 0) return null;
  return (
    <section aria-labelledby="free" className="mt-12">
      <h2 id="free" className="text-lg font-semibold">
        Free, for as long as you like
      </h2>
      <p className="mt-1 text-ink-muted">Every month, without a card.</p>
      <dl className="mt-4 grid grid-cols-2 gap-x-8 gap-y-5 sm:grid-cols-3 lg:grid-cols-5">
        {limits.map(([name, max]) => (
          <div key={name} className="flex flex-col-reverse">
            <dt className="text-ink-muted">{limitName(name)}</dt>
            <dd className="figure-big text-xl">{max}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function SelfHosted({ plans, signedIn }: { plans: Plans; signedIn: boolean }) {
  return (
    <section aria-label="Your own installation" className="rounded-lg border border-hairline bg-surface p-6 sm:p-8">
      <h2 className="text-lg font-semibold">This is your own installation. Nothing to pay.</h2>
      <p className="mt-1 max-w-[36rem] text-ink-muted">Every module is on for everybody. You pay the providers whose keys you bring, and nobody else.</p>
      <ul className="mt-5 grid gap-x-8 gap-y-3 sm:grid-cols-2">
        {plans.modules.map(({ module, name, description }) => (
          <li key={module} className="flex gap-3">
            <Icon name="check" className="mt-1 text-good" />
            <span>
              <span className="font-medium">{name}</span>
              <span className="block text-ink-muted">{description}</span>
            </span>
          </li>
        ))}
      </ul>
      <Link to={signedIn ? '/home' : '/sign-up'} className={buttonClass('next', 'normal', 'mt-6')}>
        {signedIn ? 'Go to home' : 'Create a workspace'}
      </Link>
    </section>
  );
}
