import type { CriterionResult, Turn } from '@/shared/api/types';
import { classes } from '@/shared/lib/classes';
import { clock } from '@/shared/lib/format';
import { Icon, type IconName } from '@/shared/ui/icons';

type Outcome = 'met' | 'partly' | 'missed' | 'none';

export function outcomeOf({ kind, score, verdict }: CriterionResult): Outcome {
  if (kind === 'forbidden') return /^(not |none|clear|absent)/.test(verdict.replaceAll('_', ' ')) ? 'met' : score === null ? 'none' : score < 0 || /found|yes|violat/.test(verdict) ? 'missed' : 'met';
  if (score === null) return 'none';
  return score >= 99 ? 'met' : score > 0 ? 'partly' : 'missed';
}

const outcomes: Record<Outcome, { icon: IconName; tone: string; word: string }> = {
  met: { icon: 'check', tone: 'bg-good-wash text-good', word: 'Met' },
  partly: { icon: 'minus', tone: 'bg-warn-wash text-warn', word: 'Partly met' },
  missed: { icon: 'close', tone: 'bg-danger-wash text-danger', word: 'Not met' },
  none: { icon: 'more', tone: 'bg-pressed text-ink-muted', word: 'Does not apply' },
};

/** Verdicts come as codes or as short phrases; codes become words. */
export function verdictText(verdict: string): string {
  const text = verdict.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** One point of the scorecard: the verdict, why, and the words it rests on. A quote plays the call from where it was said. */
export function CriterionRow({ criterion, turns, onQuote }: { criterion: CriterionResult; turns: readonly Turn[]; onQuote?: ((turn: Turn) => void) | undefined }) {
  const outcome = outcomes[outcomeOf(criterion)];
  return (
    <li className="grid grid-cols-[auto_1fr_auto] gap-x-3 py-3.5">
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
                onQuote(turn);
              }}
              className="group -ml-2 mt-1 flex w-full items-baseline gap-2 rounded-sm px-2 py-1 text-left hover:bg-hover"
            >
              <span className="num flex shrink-0 items-center gap-1 text-sm text-ink-muted group-hover:text-ink">
                <Icon name="play" size={10} />
                <span className="sr-only">Play from </span>
                {clock(turn.startMs)}
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
      <p className="num text-right text-sm text-ink-muted">{criterion.score === null || criterion.kind === 'forbidden' ? verdictText(criterion.verdict) : Math.round(criterion.score)}</p>
    </li>
  );
}
