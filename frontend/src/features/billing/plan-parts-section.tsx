import { useQuery } from '@tanstack/react-query';
import type { Plans } from '@/shared/api/house-types';
import { moduleName } from '@/shared/lib/modules';
import { Panel } from '@/shared/ui/faces';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { Section } from '@/shared/ui/section';
import { SmallSelect } from '@/shared/ui/small-select';
import { toast } from '@/shared/ui/toasts';
import { planPartsQuery, useMovePart } from './billing-queries';

/** What the parts are called; which there are says the server. */
const words: Readonly<Record<string, { name: string; text: string }>> = {
  crm: { name: 'CRM', text: 'Contacts, companies and the pipeline' },
  calling: { name: 'AI calling', text: 'Calls that are made for the team' },
  proposals: { name: 'Proposals', text: 'Quotations and presentations' },
  readiness: { name: 'Readiness board', text: 'Who is ready for which call' },
  compliance: { name: 'Compliance desk', text: 'What was said, against what must be said' },
  integrations: { name: 'Integrations', text: 'Calendars, CRMs and chat' },
};

/** What is not sold by itself comes with a module, or with every plan. */
export function PlanPartsSection({ plans }: { plans: Plans }) {
  const parts = useQuery(planPartsQuery);
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
      <Loaded query={parts} what="parts of the plans" rows={6} row="h-16">
        {({ items }) => (
          <Panel>
            <ul aria-label="Parts of the plans" className="divide-y divide-hairline">
              {items.map(({ part, module: now }) => {
                const { name, text } = words[part] ?? { name: moduleName(part), text: '' };
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
        )}
      </Loaded>
    </Section>
  );
}
