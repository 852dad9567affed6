import type { CriterionResult, Scorecard } from '@/shared/api/types';
import { Panel } from '@/shared/ui/faces';
import { Icon } from '@/shared/ui/icons';
import { outcomeOf, outcomes } from './criterion-row';

const shownMax = 3;

/** What would have changed the score most, heaviest first. */
export function costliest(scorecard: Scorecard): CriterionResult[] {
  return scorecard.sections
    .flatMap((section) => {
      const weights = section.criteria.reduce((sum, { weight }) => sum + weight, 0);
      return section.criteria.map((criterion) => ({ criterion, lost: ((100 - (criterion.score ?? 100)) * section.weight * criterion.weight) / Math.max(1, weights) }));
    })
    .filter(({ criterion, lost }) => lost > 0 && criterion.kind !== 'forbidden' && (criterion.verdict === 'not_met' || criterion.verdict === 'partly'))
    .sort((a, b) => b.lost - a.lost)
    .slice(0, shownMax)
    .map(({ criterion }) => criterion);
}

/** The three things to do differently, each a way to its line on the scorecard. */
export function NextTime({ scorecard, onChoose }: { scorecard: Scorecard; onChoose: (name: string) => void }) {
  const items = costliest(scorecard);
  if (items.length === 0) return null;
  return (
    <Panel className="px-5 py-4" label="Next time">
      <h2 className="font-semibold">Next time</h2>
      <p className="text-sm text-ink-muted">What would have changed the score most.</p>
      <ol className="mt-2 divide-y divide-hairline">
        {items.map((criterion) => (
          <li key={criterion.name}>
            <button type="button" onClick={() => { onChoose(criterion.name); }} className="group flex w-full items-center gap-2 rounded-sm py-2 text-left">
              <span className="min-w-0 flex-1">
                <span className="block group-hover:underline group-hover:underline-offset-4">{criterion.name}</span>
                <span className="num block text-sm text-ink-muted">
                  {outcomes[outcomeOf(criterion)].word}
                  {criterion.score !== null && ` · ${String(Math.round(criterion.score))} of 100`}
                </span>
              </span>
              <Icon name="right" size={12} className="text-ink-muted" />
            </button>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
