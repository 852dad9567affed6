import type { CriterionResult, Turn, Verdict } from '@/shared/api/types';
import { classes } from '@/shared/lib/classes';
import { clock } from '@/shared/lib/format';
import { Icon, type IconName } from '@/shared/ui/icons';
import { quoteStartMs } from './quote-start';

type Outcome = 'met' | 'partly' | 'missed' | 'none';

const outcomeOfVerdict: Record<Verdict, Outcome> = { met: 'met', partly: 'partly', not_met: 'missed', not_applicable: 'none' };

/** For a forbidden behaviour "met" means that it did not happen. */
export function outcomeOf({ verdict }: Pick<CriterionResult, 'verdict'>): Outcome {
  return outcomeOfVerdict[verdict];
}

export const outcomes: Record<Outcome, { icon: IconName; tone: string; word: string }> = {
  met: { icon: 'check', tone: 'bg-good-wash text-good', word: 'Met' },
  partly: { icon: 'minus', tone: 'bg-warn-wash text-warn', word: 'Partly met' },
  missed: { icon: 'close', tone: 'bg-danger-wash text-danger', word: 'Not met' },
  none: { icon: 'more', tone: 'bg-pressed text-ink-muted', word: 'Does not apply' },
};

/** Where a criterion stands on its page. */
export function criterionId(name: string): string {
  return `criterion-${name.replaceAll(/\W+/g, '-').toLowerCase()}`;
}

/** A score of 0 to 100, or for a forbidden behaviour what it cost. */
function scoreText({ kind, score, verdict }: CriterionResult): string {
  if (verdict === 'not_applicable') return 'n/a';
  if (kind === 'forbidden') return verdict === 'met' ? 'Avoided' : score === null ? 'Happened' : `−${String(Math.abs(score))}`;
  return score === null ? '–' : String(Math.round(score));
}

/** One point of the scorecard: the verdict, why, and the words it rests on. A quote plays the call from where it was said. */
export function CriterionRow({ criterion, turns, onQuote }: { criterion: CriterionResult; turns: readonly Turn[]; onQuote?: ((atMs: number) => void) | undefined }) {
  const outcome = outcomes[outcomeOf(criterion)];
  return (
    <li id={criterionId(criterion.name)} tabIndex={-1} className="grid scroll-mt-6 grid-cols-[auto_1fr_auto] gap-x-3 rounded-md py-3.5">
      <span className={classes('mt-0.5 flex size-5 items-center justify-center rounded-full', outcome.tone)}>
        <Icon name={outcome.icon} size={12} />
        <span className="sr-only">{outcome.word}</span>
      </span>
      <div className="min-w-0">
        <p className="font-medium">{criterion.name}</p>
        <p className="mt-0.5 text-ink-muted">{criterion.rationale}</p>
        {criterion.evidence.map((evidence) => {
          const turn = turns.find(({ id }) => id === evidence.turnId);
          return turn && onQuote ? (
            <button
              key={`${evidence.turnId}${evidence.quote}`}
              type="button"
              onClick={() => {
                onQuote(quoteStartMs(turn, evidence.quote));
              }}
              className="group -ml-2 mt-1 flex w-full items-baseline gap-2 rounded-sm px-2 py-1 text-left hover:bg-hover"
            >
              <span className="num flex shrink-0 items-center gap-1 text-sm text-ink-muted group-hover:text-ink">
                <Icon name="play" size={10} />
                <span className="sr-only">Play from </span>
                {clock(quoteStartMs(turn, evidence.quote))}
              </span>
              <q className="text-ink-soft">{evidence.quote}</q>
            </button>
          ) : (
            <q key={`${evidence.turnId}${evidence.quote}`} className="mt-1 block text-ink-soft">
              {evidence.quote}
            </q>
          );
        })}
      </div>
      <p className="num text-right text-sm text-ink-muted">{scoreText(criterion)}</p>
    </li>
  );
}
