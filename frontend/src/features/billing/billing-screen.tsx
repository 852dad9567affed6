import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Entitlement, Plans } from '@/shared/api/house-types';
import { meQuery, useMay } from '@/shared/api/me';
import { fullDay, shortDay } from '@/shared/lib/format';
import { moduleName } from '@/shared/lib/modules';
import { money } from '@/shared/lib/money';
import { useTitle } from '@/shared/lib/use-title';
import { Button, buttonClass } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { Panel, SimulatedMark } from '@/shared/ui/faces';
import { Loaded } from '@/shared/ui/loaded';
import { Meter } from '@/shared/ui/meter';
import { refused } from '@/shared/ui/refused';
import { ScreenHead } from '@/shared/ui/screen-head';
import { Section, SettingsScreen } from '@/shared/ui/section';
import { Tag } from '@/shared/ui/tag';
import { toast } from '@/shared/ui/toasts';
import { entitlementsQuery, invoicesQuery, plansQuery, useCancel, usePortal, useResume, useTrial } from './billing-queries';
import { SeatsSection } from './seats-section';
import { ChangePlanDialog } from './change-plan-dialog';
import { ZoneSection } from './zone-section';
import { isPaid, limitName, nextOf, stateOf } from './entitlement-words';

export function BillingScreen() {
  useTitle('Plan and billing');
  const plans = useQuery(plansQuery);
  const entitlements = useQuery(entitlementsQuery);
  const may = useMay()('billing.manage');
  const navigate = useNavigate();
  const { add, checkout } = useSearch({ strict: false });
  const [changing, setChanging] = useState(add !== undefined);
  useReturnFromCheckout(checkout);
  const items = entitlements.data?.items ?? [];
  const paid = items.filter(({ state }) => isPaid(state));
  return (
    <SettingsScreen>
      <ScreenHead
        title="Plan and billing"
        text={plans.data?.selfHosted === true ? 'Your own installation: every module is on, nothing is charged.' : paid.length === 0 ? 'You are on the free tier.' : `${String(paid.length)} ${paid.length === 1 ? 'module' : 'modules'}, ${seatsText(paid)}.`}
        actions={
          may &&
          plans.data?.selfHosted === false && (
            <Button tone="next" onClick={() => { if (paid.length === 0) void navigate({ to: '/pricing' }); else setChanging(true); }}>
              {paid.length === 0 ? 'Choose modules' : 'Change plan'}
            </Button>
          )
        }
      />
      {checkout === 'done' && <Returned items={items} />}
      {checkout === 'left' && <p role="status" className="rounded-md bg-pressed px-4 py-3">The payment was left. Nothing was charged; your choice is still on the pricing page.</p>}
      {plans.data?.simulated === true && !plans.data.selfHosted && <p className="text-sm text-ink-muted"><SimulatedMark what="Simulated payments" /> No money moves on this installation.</p>}
      <Loaded query={entitlements} what="your plan" rows={5} row="h-16">
        {(found) => (
          <Loaded query={plans} what="prices" rows={5} row="h-16">
            {(prices) => (
              <>
                <Modules items={found.items} plans={prices} may={may} />
                <Limits items={found.items} />
                {may && !prices.selfHosted && <ZoneSection zone={found.zone === 'Z' ? 'UTC' : found.zone} />}
              </>
            )}
          </Loaded>
        )}
      </Loaded>
      {may && plans.data?.selfHosted === false && (
        <>
          {paid.length > 0 && <SeatsSection />}
          <Invoices />
          {paid.length > 0 && <Leaving items={paid} />}
        </>
      )}
      {plans.data && may && <ChangePlanDialog open={changing} onClose={() => { setChanging(false); }} plans={plans.data} items={items} add={add} />}
    </SettingsScreen>
  );
}

function seatsText(items: readonly Entitlement[]): string {
  const seats = Math.max(1, ...items.map((one) => one.seats ?? 1));
  return seats === 1 ? 'one seat' : `${String(seats)} seats`;
}

/** Back from paying: the payment's message may still be on its way, so the plan is looked at until it has arrived. */
function useReturnFromCheckout(checkout: string | undefined) {
  const client = useQueryClient();
  useEffect(() => {
    if (checkout !== 'done') return;
    let looks = 0;
    const timer = setInterval(() => {
      looks += 1;
      void client.invalidateQueries({ queryKey: entitlementsQuery.queryKey });
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
      if (looks >= 10) clearInterval(timer);
    }, 1_000);
    return () => { clearInterval(timer); };
  }, [checkout, client]);
}

function Returned({ items }: { items: readonly Entitlement[] }) {
  const there = items.some(({ state }) => isPaid(state));
  return (
    <p role="status" className={there ? 'rounded-md bg-good-wash px-4 py-3 text-good' : 'rounded-md bg-warn-wash px-4 py-3 text-warn'}>
      {there ? 'Thank you. Your modules are open.' : 'Thank you. We wait for the payment to be confirmed; this takes a few seconds.'}
    </p>
  );
}

function Modules({ items, plans, may }: { items: readonly Entitlement[]; plans: Plans; may: boolean }) {
  const trial = useTrial();
  const start = (module: string) => { trial.mutate(module, { onSuccess: () => { toast(`Your trial of ${moduleName(module)} has begun.`); }, onError: refused }); };
  return (
    <Section title="Modules">
      <Panel>
        <ul aria-label="Modules" className="divide-y divide-hairline">
          {plans.modules.map(({ module, name, description, monthly }) => {
            const entitlement = items.find((one) => one.module === module);
            const state = entitlement?.state ?? 'free';
            const next = entitlement && nextOf(entitlement);
            const shown = stateOf(state);
            return (
              <li key={module} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
                <div className="min-w-0 flex-1 basis-64">
                  <p className="flex items-center gap-2 font-medium">
                    {name} <Tag tone={shown.tone}>{shown.name}</Tag>
                  </p>
                  <p className="text-sm text-ink-muted">{next ?? description}</p>
                </div>
                {!plans.selfHosted && (
                  <span className="num text-sm text-ink-muted">
                    {money(monthly)} a seat
                  </span>
                )}
                {may && !plans.selfHosted && state === 'free' && (
                  <Button size="small" aria-label={`Try it free: ${name}`} busy={trial.isPending && trial.variables === module} onClick={() => { start(module); }}>
                    Try it free
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      </Panel>
      {!may && !plans.selfHosted && <p className="mt-3 text-ink-muted">An owner of your workspace can change this. <Link to="/pricing" className="underline underline-offset-4">See prices</Link></p>}
    </Section>
  );
}

function Limits({ items }: { items: readonly Entitlement[] }) {
  const limits = items.flatMap(({ limits: all }) => Object.entries(all)).filter(([name], index, list) => list.findIndex(([other]) => other === name) === index);
  if (limits.length === 0) return null;
  return (
    <Section title="This month" text="Counted by what people do, not by tokens.">
      <Panel className="grid gap-x-10 gap-y-4 p-4 sm:grid-cols-2">
        {limits.map(([name, { used, max, resetsAt }]) => (
          <Meter key={name} label={limitName(name)} used={used} max={max} text={`${String(used)} of ${String(max)}, until ${shortDay(resetsAt)}`} />
        ))}
      </Panel>
    </Section>
  );
}

function Invoices() {
  const invoices = useQuery(invoicesQuery);
  const portal = usePortal();
  return (
    <Section
      title="Invoices"
      actions={
        <Button size="small" icon="card" busy={portal.isPending} onClick={() => { portal.mutate(undefined, { onSuccess: ({ url }) => { window.location.assign(url); }, onError: refused }); }}>
          Card and address
        </Button>
      }
    >
      <Loaded query={invoices} what="invoices" rows={2}>
        {({ items }) => (
          <Panel>
            {items.length === 0 && <p className="px-4 py-3 text-ink-muted">Nothing has been charged yet.</p>}
            <ul aria-label="Invoices" className="divide-y divide-hairline">
              {items.map((invoice) => (
                <li key={invoice.id} className="num flex items-center gap-x-3 px-4 py-2.5 sm:gap-x-4">
                  <span className="flex min-w-0 flex-1 flex-col sm:flex-row sm:gap-x-4">
                    <span className="sm:flex-1">{fullDay(invoice.at)}</span>
                    <span className="text-ink-muted max-sm:text-sm">{invoice.number}</span>
                  </span>
                  <span className="text-right font-medium sm:w-20">{money(invoice.total)}</span>
                  <span className="sm:w-20">
                    <Tag tone={invoice.status === 'paid' ? 'good' : 'warn'}>{invoice.status === 'paid' ? 'Paid' : 'Not paid'}</Tag>
                  </span>
                  <span className="w-12 shrink-0 text-right sm:w-14">
                    {invoice.url !== null && (
                      <a href={invoice.url} aria-label={`Open ${invoice.number}`} className={buttonClass('quiet', 'small')}>
                        Open
                      </a>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </Loaded>
    </Section>
  );
}

/** Cancelling takes effect at the end of what is paid, and can be taken back until then; so it asks once and offers the way back. */
function Leaving({ items }: { items: readonly Entitlement[] }) {
  const cancel = useCancel();
  const resume = useResume();
  const [asked, setAsked] = useState(false);
  const cancelled = items.some(({ ending }) => ending);
  const until = items.map(({ period }) => period?.end).filter((day) => day !== undefined).sort()[0];
  const back = () => { resume.mutate(undefined, { onSuccess: () => { toast('Your plan goes on.'); }, onError: refused }); };
  return (
    <Section title="Cancel" text={cancelled ? 'Cancelled: it ends with the period that is paid. Until then you can take it back.' : 'Everything works until the end of what is paid. After that it can be read and exported.'}>
      {cancelled ? (
        <Button busy={resume.isPending} onClick={back}>
          Keep the plan after all
        </Button>
      ) : (
        <Button tone="danger" onClick={() => { setAsked(true); }}>
          Cancel the plan
        </Button>
      )}
      <ConfirmDialog
        open={asked}
        onClose={() => { setAsked(false); }}
        title="Cancel the plan?"
        text={until === undefined ? 'It ends with the period that is paid. You can resume it until then.' : `It ends on ${shortDay(until)}. You can resume it until then.`}
        action="Cancel the plan"
        busy={cancel.isPending}
        onConfirm={() => { cancel.mutate(undefined, { onSuccess: () => { toast('The plan ends with the period that is paid.', { action: { label: 'Undo', run: back } }); }, onError: refused, onSettled: () => { setAsked(false); } }); }}
      />
    </Section>
  );
}
