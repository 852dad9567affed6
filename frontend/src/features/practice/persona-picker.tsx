import { RadioGroup } from 'radix-ui';
import { useState } from 'react';
import type { Persona } from '@/shared/api/types';
import { Button } from '@/shared/ui/button';
import { Avatar } from './avatar';
import { TraitBars } from './trait-bars';
import { mannerText } from './words';

const shownFirst = 6;

export function PersonaPicker({
  personas,
  chosen,
  suggested,
  onChoose,
}: {
  personas: readonly Persona[];
  chosen: Persona;
  suggested: readonly string[];
  onChoose: (id: string) => void;
}) {
  const [all, setAll] = useState(false);
  // Those who fit the scenario stand first; the order does not change with the choice.
  const ranked = [...personas].sort((a, b) => Number(suggested.includes(b.id)) - Number(suggested.includes(a.id)));
  const first = ranked.slice(0, shownFirst);
  const shown = all ? ranked : first.some(({ id }) => id === chosen.id) ? first : [chosen, ...first.slice(0, shownFirst - 1)];
  return (
    <section aria-labelledby="who">
      <div className="mb-3 flex items-baseline justify-between">
        <h2 id="who" className="text-md font-semibold">
          Who answers
        </h2>
        {ranked.length > shownFirst && (
          <Button tone="quiet" size="small" aria-expanded={all} onClick={() => { setAll(!all); }}>
            {all ? 'Show fewer' : `Show all ${String(ranked.length)}`}
          </Button>
        )}
      </div>
      <RadioGroup.Root aria-labelledby="who" value={chosen.id} onValueChange={onChoose} className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
        {shown.map((persona) => (
          <PersonaCard key={persona.id} persona={persona} fits={suggested.includes(persona.id)} />
        ))}
      </RadioGroup.Root>
    </section>
  );
}

function PersonaCard({ persona, fits }: { persona: Persona; fits: boolean }) {
  return (
    <RadioGroup.Item
      value={persona.id}
      className="flex flex-col gap-3 rounded-lg border border-hairline bg-surface p-4 text-left transition-colors ease-motion hover:border-control-line data-[state=checked]:border-ink data-[state=checked]:inset-ring data-[state=checked]:inset-ring-ink"
    >
      <span className="flex w-full items-start gap-3">
        <Avatar name={persona.name} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{persona.name}</span>
          <span className="block truncate text-sm text-ink-muted">
            {persona.role}, {persona.company}
          </span>
        </span>
        {fits && <span className="mt-0.5 shrink-0 text-xs text-ink-muted">Fits</span>}
      </span>
      <span className="block text-sm font-medium text-ink-soft">{mannerText(persona.manner)}</span>
      <span className="line-clamp-3 text-sm text-ink-muted">{persona.summary}</span>
      <span className="mt-auto block w-full pt-1">
        <TraitBars traits={persona.traits} />
      </span>
    </RadioGroup.Item>
  );
}
