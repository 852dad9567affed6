import type { CriterionResult, Session } from '@/shared/api/types';
import { clock } from '@/shared/lib/format';
import { Icon } from '@/shared/ui/icons';
import { outcomeOf, outcomes } from './criterion-row';
import type { Player } from './player';
import { quoteStartMs } from './quote-start';

/** How the same thing was said in one attempt: the verdict, the words it rests on, and the sound of them. */
export function CompareWords({ session, player, criterion }: { session: Session | undefined; player: Player; criterion: string }) {
  const found = session && criterionOf(session, criterion);
  if (!found) return <p className="text-ink-muted">This was not part of that call’s scorecard.</p>;
  const outcome = outcomes[outcomeOf(found)];
  return (
    <div>
      <p className="text-sm text-ink-muted">
        {outcome.word}
        {found.evidence.length > 0 && '. You said'}
      </p>
      {found.evidence.map(({ turnId, quote }) => {
        const turn = session.turns.find(({ id }) => id === turnId);
        const atMs = turn === undefined ? 0 : quoteStartMs(turn, quote);
        return turn && session.audio.available && !player.failed ? (
          <button
            key={`${turnId}${quote}`}
            type="button"
            onClick={() => { player.playFrom(atMs); }}
            className="group mt-1 -ml-2 flex items-baseline gap-2 rounded-sm px-2 py-1 text-left hover:bg-hover"
          >
            <span className="num flex shrink-0 items-center gap-1 text-sm text-ink-muted group-hover:text-ink">
              <Icon name="play" size={10} />
              <span className="sr-only">Play from </span>
              {clock(atMs)}
            </span>
            <q>{quote}</q>
          </button>
        ) : (
          <q key={`${turnId}${quote}`} className="mt-1 block">
            {quote}
          </q>
        );
      })}
      <p className="mt-1 text-ink-muted">{found.rationale}</p>
    </div>
  );
}

function criterionOf(session: Session, name: string): CriterionResult | undefined {
  return session.scorecard?.sections.flatMap((section) => section.criteria).find((one) => one.name === name);
}
