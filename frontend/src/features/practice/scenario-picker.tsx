import { RadioGroup } from 'radix-ui';
import type { Scenario } from '@/shared/api/types';
import { minutes } from '@/shared/lib/format';
import { Icon } from '@/shared/ui/icons';
import { scenarioTypeName } from './words';

export function ScenarioPicker({ scenarios, chosen, onChoose }: { scenarios: readonly Scenario[]; chosen: Scenario; onChoose: (id: string) => void }) {
  return (
    <section aria-labelledby="what">
      <h2 id="what" className="mb-3 text-md font-semibold">
        What to practise
      </h2>
      <RadioGroup.Root aria-labelledby="what" value={chosen.id} onValueChange={onChoose} className="overflow-hidden rounded-lg border border-hairline bg-surface">
        {scenarios.map((scenario) => (
          <RadioGroup.Item
            key={scenario.id}
            value={scenario.id}
            className="group flex w-full items-center gap-3 border-b border-hairline px-4 py-2 text-left -outline-offset-2 last:border-0 hover:bg-hover data-[state=checked]:bg-pressed"
          >
            <span aria-hidden="true" className="flex size-4 shrink-0 items-center justify-center rounded-full border border-control-line group-data-[state=checked]:border-ink group-data-[state=checked]:bg-ink group-data-[state=checked]:text-surface">
              <Icon name="check" size={10} className="opacity-0 group-data-[state=checked]:opacity-100" />
            </span>
            <span className="min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-3">
              <span className="block shrink-0 font-medium">{scenario.title}</span>
              <span className="block truncate text-sm text-ink-muted group-data-[state=checked]:whitespace-normal">{scenario.summary}</span>
            </span>
            <span className="num hidden shrink-0 text-sm text-ink-muted md:block">
              {scenarioTypeName(scenario.type)} · {minutes(scenario.timeLimitS * 1000)}
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </section>
  );
}
