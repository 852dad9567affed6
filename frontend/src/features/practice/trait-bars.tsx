import type { Traits } from '@/shared/api/types';

const traitNames: [keyof Traits, string][] = [
  ['patience', 'Patience'],
  ['skepticism', 'Doubt'],
  ['warmth', 'Warmth'],
  ['talkativeness', 'Talks'],
  ['priceSensitivity', 'Price'],
];

/** A person's manner as five short bars with their names on them. */
export function TraitBars({ traits }: { traits: Traits }) {
  return (
    <dl className="flex flex-wrap gap-x-2.5 gap-y-2">
      {traitNames.map(([key, name]) => (
        <div key={key} className="min-w-max flex-1">
          <dt className="text-2xs text-ink-muted">{name}</dt>
          <dd className="mt-1 h-1 overflow-hidden rounded-full bg-pressed">
            <span className="sr-only">{traits[key]} of 100</span>
            <span aria-hidden="true" className="block h-full rounded-full bg-theirs" style={{ width: `${String(traits[key])}%` }} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
