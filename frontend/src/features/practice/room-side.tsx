import type { Beat, Session } from '@/shared/api/types';
import { classes } from '@/shared/lib/classes';
import type { LiveState } from '@/shared/live/live-state';
import { Icon, type IconName } from '@/shared/ui/icons';

/** Beside the call: the brief, and in script mode the coach. On a phone it is the line above the captions. */
export function RoomSide({ session, state }: { session: Session; state: Pick<LiveState, 'hints'> }) {
  const hint = state.hints.at(-1);
  return (
    <aside aria-label={session.script ? 'Coach' : 'Brief'} className="hidden w-80 shrink-0 flex-col gap-6 overflow-y-auto border-l border-hairline p-6 lg:flex">
      {(session.script !== null || hint !== undefined) && (
        <section aria-labelledby="coach">
          <h2 id="coach" className="mb-2 text-sm font-medium text-ink-muted">
            Coach
          </h2>
          <p role="status" className={classes('min-h-12 rounded-md px-3 py-2.5', hint ? 'bg-pressed' : 'border border-dashed border-hairline-strong text-ink-muted')}>
            {hint?.text ?? 'Listening. Hints appear here, never in your ear.'}
          </p>
        </section>
      )}
      {session.script && (
        <section aria-labelledby="script">
          <h2 id="script" className="mb-2 text-sm font-medium text-ink-muted">
            Script
          </h2>
          <Beats beats={session.script.beats} />
        </section>
      )}
      <section aria-labelledby="brief">
        <h2 id="brief" className="mb-1 text-sm font-medium text-ink-muted">
          Your brief
        </h2>
        <p className="text-ink-soft">{session.learnerBrief}</p>
      </section>
      <section aria-labelledby="scenario">
        <h2 id="scenario" className="mb-1 text-sm font-medium text-ink-muted">
          Scenario
        </h2>
        <p className="text-ink-soft">{session.scenario.title}</p>
      </section>
    </aside>
  );
}

/** The same on a phone: one line that unfolds, and the newest hint always in sight. */
export function RoomBrief({ session, state }: { session: Session; state: Pick<LiveState, 'hints'> }) {
  const hint = state.hints.at(-1);
  const beats = session.script?.beats ?? [];
  const done = beats.filter((beat) => beat.state === 'covered').length;
  const next = beats.find((beat) => beat.state === 'open');
  return (
    <div className="mx-4 mb-4 overflow-hidden rounded-md border border-hairline bg-surface sm:mx-8 lg:hidden">
      <details className="group">
        <summary className="flex min-h-11 list-none items-center gap-3 px-3 py-2 [&::-webkit-details-marker]:hidden">
          <span className="min-w-0 flex-1">
            {session.script ? (
              <>
                <span className="num block text-sm text-ink-muted">
                  Script, {done} of {beats.length} covered
                </span>
                <span className="block truncate">{next?.text ?? 'Every point is covered.'}</span>
              </>
            ) : (
              <>
                <span className="block text-sm text-ink-muted">Your brief</span>
                <span className="block truncate group-open:hidden">{session.learnerBrief}</span>
              </>
            )}
          </span>
          <Icon name="down" size={14} className="shrink-0 text-ink-muted transition-transform ease-motion group-open:rotate-180" />
        </summary>
        <div className="max-h-[40dvh] overflow-y-auto border-t border-hairline px-3 py-3">
          {session.script && <Beats beats={beats} />}
          <p className={classes('text-ink-soft', session.script !== null && 'mt-3')}>{session.learnerBrief}</p>
        </div>
      </details>
      {hint && (
        <p role="status" className="flex gap-2 border-t border-hairline bg-pressed px-3 py-2.5">
          <Icon name="coach" className="mt-0.5 shrink-0" />
          {hint.text}
        </p>
      )}
    </div>
  );
}

const beatLooks: Record<Beat['state'], { icon: IconName; tone: string; word: string }> = {
  open: { icon: 'more', tone: 'text-ink-faint', word: 'Open' },
  covered: { icon: 'check', tone: 'text-good', word: 'Covered' },
  skipped: { icon: 'minus', tone: 'text-warn', word: 'Skipped' },
  off_track: { icon: 'alert', tone: 'text-warn', word: 'Off track' },
};

function Beats({ beats }: { beats: readonly Beat[] }) {
  const next = beats.findIndex(({ state }) => state === 'open');
  return (
    <ol className="flex flex-col">
      {beats.map((beat, index) => {
        const { state } = beat;
        const look = beatLooks[state];
        return (
          <li key={beat.id} aria-current={index === next ? 'step' : undefined} className={classes('grid grid-cols-[1.25rem_1fr] gap-2 rounded-md py-2', index === next && 'bg-hover')}>
            <Icon name={look.icon} size={14} className={classes('mt-1 ml-1', look.tone)} />
            <p className={classes('pr-2', state === 'open' ? 'text-ink' : 'text-ink-muted')}>
              {beat.text}
              <span className="block text-sm text-ink-muted">
                {state === 'open' ? beat.intent : look.word}
              </span>
            </p>
          </li>
        );
      })}
    </ol>
  );
}
