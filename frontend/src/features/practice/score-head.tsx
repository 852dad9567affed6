import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Scorecard, Session } from '@/shared/api/types';
import { classes } from '@/shared/lib/classes';
import { score as scoreText } from '@/shared/lib/format';
import { buttonClass } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/faces';
import { Icon } from '@/shared/ui/icons';
import { ScoreAgain } from './score-again';
import { endReasonText, isUnscored, passMark } from './words';

/** The number that matters, large and alone, and what it is made of. Or the honest reason why there is none. */
export function ScoreHead({ session }: { session: Session }) {
  if (isUnscored(session.endReason)) return <Plain title="This call was not scored" text={endReasonText(session.endReason)} />;
  if (session.state === 'score_failed') {
    return <Plain title="This call could not be scored" text="The grader failed. The transcript, the recording and the counted numbers are below; nothing was lost." action={<ScoreAgain id={session.id} />} />;
  }
  if (session.state === 'ended' || session.state === 'scoring') return <Scoring session={session} />;
  const total = session.scorecard?.total ?? null;
  if (session.insufficient === true || !session.scorecard || total === null) {
    return <Plain title="Too short to score" text="A score needs at least 30 seconds of your speech and four turns. The transcript is kept; practise again for a number." />;
  }
  return (
    <section aria-label="Score" className="grid items-center gap-x-12 gap-y-6 py-2 md:grid-cols-[auto_1fr]">
      <div>
        <p className="figure-big text-4xl" data-testid="score">
          {scoreText(total)}
        </p>
        <p className="mt-2 text-ink-muted">
          of 100, {total >= passMark ? 'above' : 'below'} the pass mark of {passMark}
          {session.gatekeeper?.putThrough === false && <span className="block">for the front desk; {session.gatekeeper.name} did not put you through</span>}
        </p>
      </div>
      <SectionBars scorecard={session.scorecard} />
    </section>
  );
}

function SectionBars({ scorecard }: { scorecard: Scorecard }) {
  return (
    <ul className="flex w-full max-w-reading flex-col gap-3 justify-self-end" aria-label="Score by section">
      {scorecard.sections.map((section) => {
        const value = section.score ?? sectionMean(section.criteria);
        const forbidden = section.criteria.length > 0 && section.criteria.every(({ kind }) => kind === 'forbidden');
        if (forbidden) return <Forbidden key={section.name} section={section} />;
        return (
          <li key={section.name} className="grid grid-cols-[9rem_1fr_2.5rem] items-center gap-3 max-sm:grid-cols-[1fr_auto]">
            <span className="truncate">{section.name}</span>
            <span aria-hidden="true" className="relative h-2 rounded-full bg-pressed max-sm:order-last max-sm:col-span-2">
              {value !== null && <span className={classes('absolute inset-y-0 left-0 rounded-full', value >= passMark ? 'bg-ink' : 'bg-theirs')} style={{ width: `${String(value)}%` }} />}
              <span className="absolute -inset-y-1 w-px bg-control-line" style={{ left: `${String(passMark)}%` }} />
            </span>
            <span className="num text-right font-medium">{value === null ? '–' : Math.round(value)}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** What must not happen has no share of a hundred: it was avoided or it was not. */
function Forbidden({ section }: { section: Scorecard['sections'][number] }) {
  const happened = section.criteria.filter(({ verdict }) => verdict === 'not_met').length;
  return (
    <li className="flex items-center justify-between gap-3">
      <span>{section.name}</span>
      <span className={classes('flex items-center gap-1.5 text-sm', happened === 0 ? 'text-ink-muted' : 'font-medium text-danger')}>
        <Icon name={happened === 0 ? 'check' : 'alert'} size={12} className={happened === 0 ? 'text-good' : ''} />
        {happened === 0 ? 'all avoided' : happened === 1 ? 'happened once' : `${String(happened)} happened`}
      </span>
    </li>
  );
}

function sectionMean(criteria: Scorecard['sections'][number]['criteria']): number | null {
  const counted = criteria.flatMap(({ kind, score }) => (score === null || kind === 'forbidden' ? [] : [score]));
  return counted.length === 0 ? null : counted.reduce((sum, value) => sum + value, 0) / counted.length;
}

function Scoring({ session }: { session: Session }) {
  const turns = session.turns.length;
  const counted = session.metrics.length > 0;
  return (
    <Panel className="p-6" label="Score">
      <div role="status">
        <h2 className="text-lg font-semibold">Scoring the call</h2>
        <p className="mt-1 text-ink-muted">{endReasonText(session.endReason)} Every criterion is checked against what was said. This takes a few seconds; you can leave and come back.</p>
      </div>
      <div role="progressbar" aria-label="Scoring" className="mt-5 h-1 overflow-hidden rounded-full bg-pressed">
        <div className="scoring-bar h-full w-1/3 rounded-full bg-live" />
      </div>
      <ol className="mt-4 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <Step done text={`Transcript complete, ${turns === 1 ? '1 turn' : `${String(turns)} turns`}`} />
        <Step done={counted} text={counted ? 'Numbers counted' : 'Counting the numbers'} />
        <Step done={false} text="Checking the criteria" />
      </ol>
    </Panel>
  );
}

function Step({ done, text }: { done: boolean; text: string }) {
  return (
    <li className={classes('flex items-center gap-1.5', done ? 'text-ink' : 'text-ink-muted')}>
      <Icon name={done ? 'check' : 'more'} size={12} className={done ? 'text-good' : ''} />
      {text}
    </li>
  );
}

function Plain({ title, text, action }: { title: string; text: string; action?: ReactNode }) {
  return (
    <Panel className="flex flex-wrap items-center justify-between gap-4 p-6" label="Score">
      <div>
        <h2 className="text-lg font-semibold">{title}</h2>
        <p className="mt-1 max-w-reading text-ink-muted">{text}</p>
      </div>
      {action ?? (
        <Link to="/practice/sessions" className={buttonClass()}>
          All calls
        </Link>
      )}
    </Panel>
  );
}
