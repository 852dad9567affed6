import type { Plans } from '@/shared/api/house-types';
import { Panel } from '@/shared/ui/faces';
import { refused } from '@/shared/ui/refused';
import { Section } from '@/shared/ui/section';
import { SmallSelect } from '@/shared/ui/small-select';
import { toast } from '@/shared/ui/toasts';
import { useMovePart } from './billing-queries';

/** What is not sold by itself comes with a module, or with every plan. */
const parts = [
  { part: 'crm', name: 'CRM', text: 'Contacts, companies and the pipeline' },
  { part: 'calling', name: 'AI calling', text: 'Calls that are made for the team' },
  { part: 'proposals', name: 'Proposals', text: 'Quotations and presentations' },
  { part: 'readiness', name: 'Readiness board', text: 'Who is ready for which call' },
  { part: 'compliance', name: 'Compliance desk', text: 'What was said, against what must be said' },
  { part: 'integrations', name: 'Integrations', text: 'Calendars, CRMs and chat' },
] as const;

export function PlanPartsSection({ plans }: { plans: Plans }) {
  const move = useMovePart();
  const nameOf = (module: string | null) => (module === null ? 'every plan' : (plans.modules.find((one) => one.module === module)?.name ?? module));
  const put = (part: string, name: string, module: string | null, before?: string | null) => {
    move.mutate(
      { part, module },
      {
        onSuccess: () => { toast(`${name} comes with ${nameOf(module)}.`, before === undefined ? {} : { action: { label: 'Undo', run: () => { put(part, name, before); } } }); },
        onError: refused,
      },
    );
  };
  return (
    <Section title="What comes with what" text="Parts that are not sold by themselves. Moving one opens or closes it everywhere within a second.">
      <Panel>
        <ul aria-label="Parts of the plans" className="divide-y divide-hairline">
          {parts.map(({ part, name, text }) => {
            const now = plans.attached[part] ?? null;
            return (
              <li key={part} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
                <div className="min-w-0 flex-1 basis-48">
                  <p className="font-medium">{name}</p>
                  <p className="text-sm text-ink-muted">{text}</p>
                </div>
                <div className="w-full sm:w-52">
                  <SmallSelect label={`${name} comes with`} value={now ?? ''} disabled={move.isPending} onChange={(module) => { put(part, name, module === '' ? null : module, now); }}>
                    <option value="">Every plan</option>
                    {plans.modules.map((one) => (
                      <option key={one.module} value={one.module}>
                        {one.name}
                      </option>
                    ))}
                  </SmallSelect>
                </div>
              </li>
            );
          })}
        </ul>
      </Panel>
    </Section>
  );
}
