import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { sentence } from '@/shared/api/sentences';
import type { Scorecard, Session } from '@/shared/api/types';
import { dayAndTime, minutes, score as scoreText } from '@/shared/lib/format';
import { useShortcuts } from '@/shared/lib/use-keys';
import { useTitle } from '@/shared/lib/use-title';
import { buttonClass, IconButton } from '@/shared/ui/button';
import { ErrorFace, LoadingFace, Panel, SimulatedMark, Skeleton } from '@/shared/ui/faces';
import { Icon } from '@/shared/ui/icons';
import { ScreenHead } from '@/shared/ui/screen-head';
import { CallPlayer } from './call-player';
import { criterionId, CriterionRow } from './criterion-row';
import { useDeleteCall } from './remove-session';
import { MetricRow } from './metric-band';
import { NextTime } from './next-time';
import { usePlayer, type Player } from './player';
import { ScoreHead } from './score-head';
import { sessionQuery } from './session-queries';
import { Transcript } from './transcript';
import { difficultyNames, firstName, focusNames, isOpen, modeNames } from './words';

export function ResultScreen() {
  const { id } = useParams({ from: '/app/practice/sessions/$id' });
  const session = useQuery(sessionQuery(id));
  useTitle(session.data ? `${session.data.scenario.title}, ${session.data.persona.name}` : 'Call');
  if (session.isPending) {
    return (
      <LoadingFace page label="Loading the call">
        <div className="mx-auto flex max-w-content flex-col gap-6">
          <Skeleton className="h-12 w-80 max-w-full" />
          <Skeleton className="h-52 w-full" />
          <Skeleton className="h-96 w-full" />
        </div>
      </LoadingFace>
    );
  }
  if (session.isError) {
    return (
      <ErrorFace
        page
        title={session.error.status === 404 ? 'There is no such call' : 'The call could not be loaded'}
        text={sentence(session.error)}
        requestId={session.error.requestId}
        onRetry={session.error.status === 404 ? undefined : () => void session.refetch()}
        action={
          <Link to="/practice/sessions" className={buttonClass()}>
            All calls
          </Link>
        }
      />
    );
  }
  if (isOpen(session.data.state)) return <Navigate to="/practice/sessions/$id/room" params={{ id }} replace />;
  return <Result session={session.data} />;
}

function Result({ session }: { session: Session }) {
  const player = usePlayer(session.audio.available ? session.audio.url : null);
  // Until somebody chooses, the scorecard is in front from the moment it exists.
  const [chosen, setTab] = useState<string | null>(null);
  const tab = chosen ?? (session.scorecard ? 'scorecard' : 'transcript');
  useShortcuts({ play: player.toggle });
  const showCriterion = (name: string) => {
    flushSync(() => { setTab('scorecard'); });
    const row = document.getElementById(criterionId(name));
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  };
  const remove = useDeleteCall();
  const navigate = useNavigate();
  return (
    <div className="mx-auto flex w-full max-w-content flex-col gap-6">
      <ScreenHead
        before={
          <p className="mb-1 flex flex-wrap items-center gap-x-2 text-sm text-ink-muted">
            {dayAndTime(session.startedAt ?? session.createdAt)} {session.durationMs !== null && ` · ${minutes(session.durationMs)}`} · {modeNames[session.mode]}
            {session.simulated && <SimulatedMark what="Simulated buyer and grading" />}
          </p>
        }
        title={session.scenario.title}
        text={`${session.persona.name}, ${session.persona.role} at ${session.persona.company} · ${difficultyNames[session.difficulty]} · ${focusNames[session.focus]}`}
        actions={
          <>
            <IconButton
              icon="trash"
              label="Delete this call"
              disabled={remove.isPending}
              onClick={() => {
                remove.start(session, () => navigate({ to: '/practice/sessions' }));
              }}
            />
            <Link to="/practice/compare" search={{ a: session.id, b: '' }} className={buttonClass()}>
              <Icon name="compare" />
              Compare
            </Link>
            <Link to="/practice" search={{ persona: session.persona.id, scenario: session.scenario.id, difficulty: session.difficulty }} className={buttonClass('next')}>
              Practise again
            </Link>
          </>
        }
      />
      <ScoreHead session={session} />
      <CallPlayer session={session} player={player} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Tabs.Root value={tab} onValueChange={setTab}>
          <Tabs.List aria-label="Result" className="mb-3 flex gap-5 border-b border-hairline">
            {session.scorecard && <Tab value="scorecard" text={session.gatekeeper?.putThrough === true ? `With ${firstName(session.persona.name)}` : 'Scorecard'} />}
            {session.gatekeeper?.putThrough === true && session.gatekeeper.scorecard && <Tab value="desk" text="At the front desk" />}
            <Tab value="transcript" text="Transcript" />
          </Tabs.List>
          <Tabs.Content value="scorecard" tabIndex={-1}>
            {session.scorecard && <Sections card={session.scorecard} turns={session.turns} onQuote={session.audio.available ? player.playFrom : undefined} />}
          </Tabs.Content>
          {session.gatekeeper?.scorecard && (
            <Tabs.Content value="desk" tabIndex={-1}>
              <p className="num mb-5 text-ink-muted">
                {session.gatekeeper.name}, {session.gatekeeper.role}, put you through.
                {session.gatekeeper.scorecard.total !== null && ` ${scoreText(session.gatekeeper.scorecard.total)} of 100 for this part.`}
              </p>
              <Sections card={session.gatekeeper.scorecard} turns={session.turns} onQuote={session.audio.available ? player.playFrom : undefined} />
            </Tabs.Content>
          )}
          <Tabs.Content value="transcript" tabIndex={-1}>
            <TranscriptPanel session={session} player={player} />
          </Tabs.Content>
        </Tabs.Root>
        <div className="flex flex-col gap-6">
          {session.scorecard && <NextTime scorecard={session.scorecard} onChoose={showCriterion} />}
          {session.metrics.length > 0 && (
            <Panel className="px-5 py-4" label="Numbers">
              <h2 className="font-semibold">Numbers</h2>
              <p className="text-sm text-ink-muted">Counted from the transcript, not estimated.</p>
              <MetricList metrics={session.metrics} />
            </Panel>
          )}
        </div>
      </div>
    </div>
  );
}

/** Those with a target in sight, the others one click away. */
function MetricList({ metrics }: { metrics: Session['metrics'] }) {
  const aimed = metrics.filter(({ band }) => band !== null);
  const others = metrics.filter(({ band }) => band === null);
  return (
    <>
      <div className="mt-2 divide-y divide-hairline">
        {aimed.map((metric) => (
          <MetricRow key={metric.key} metric={metric} />
        ))}
      </div>
      {others.length > 0 && (
        <details className="mt-1 border-t border-hairline pt-2">
          <summary className="w-fit rounded-sm py-1 text-sm text-ink-muted hover:text-ink">{others.length === 1 ? 'One more number' : `${String(others.length)} more numbers`}</summary>
          <div className="divide-y divide-hairline">
            {others.map((metric) => (
              <MetricRow key={metric.key} metric={metric} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function Tab({ value, text }: { value: string; text: string }) {
  return (
    <Tabs.Trigger
      value={value}
      className="-mb-px border-b-2 border-transparent px-0.5 py-2 text-ink-muted hover:text-ink data-[state=active]:border-ink data-[state=active]:font-medium data-[state=active]:text-ink"
    >
      {text}
    </Tabs.Trigger>
  );
}

function Sections({ card, turns, onQuote }: { card: Scorecard; turns: Session['turns']; onQuote: ((atMs: number) => void) | undefined }) {
  return (
    <div className="flex flex-col gap-6">
      {card.sections.map((section) => (
        <section key={section.name} aria-label={section.name}>
          <h2 className="text-md font-semibold">{section.name}</h2>
          <ul className="divide-y divide-hairline">
            {section.criteria.map((criterion) => (
              <CriterionRow key={criterion.name} criterion={criterion} turns={turns} onQuote={onQuote} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function TranscriptPanel({ session, player }: { session: Session; player: Player }) {
  if (session.turns.length === 0) return <p className="py-6 text-ink-muted">Nothing was said on this call.</p>;
  return (
    <Transcript
      turns={session.turns}
      personaName={session.persona.name}
      desk={session.gatekeeper}
      positionMs={player.playing || player.positionMs > 0 ? player.positionMs : undefined}
      onTurn={
        session.audio.available
          ? (turn) => {
              player.playFrom(turn.startMs);
            }
          : undefined
      }
    />
  );
}
