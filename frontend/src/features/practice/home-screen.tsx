import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sentence } from '@/shared/api/sentences';
import type { SessionItem } from '@/shared/api/types';
import { score as scoreText, signed } from '@/shared/lib/format';
import { useTitle } from '@/shared/lib/use-title';
import { sampleCall } from '@/shared/sample-call';
import { buttonClass } from '@/shared/ui/button';
import { CallLine } from '@/shared/ui/call-line';
import { EmptyFace, ErrorFace, LoadingFace, Panel, Skeleton } from '@/shared/ui/faces';
import { Icon } from '@/shared/ui/icons';
import { ScreenHead } from '@/shared/ui/screen-head';
import { ScoreTrend } from './score-trend';
import { longest, SessionTable } from './session-table';
import { sessionsQuery, trendsQuery } from './session-queries';

const lastCalls = 6;

export function HomeScreen() {
  useTitle('Home');
  const sessions = useLastCalls();
  const open = sessions.data?.items.find((item) => item.state === 'live' || item.state === 'interrupted');
  return (
    <div className="mx-auto flex w-full max-w-content flex-col gap-6">
      <ScreenHead
        title="Home"
        text="Your last calls and where they are heading."
        actions={
          <Link to="/practice" className={buttonClass(open ? 'plain' : 'next')}>
            <Icon name="practice" />
            Start a call
          </Link>
        }
      />
      {open && <OpenCall item={open} />}
      <HomeBody sessions={sessions} />
    </div>
  );
}

function OpenCall({ item }: { item: SessionItem }) {
  return (
    <Panel className="flex flex-wrap items-center justify-between gap-3 p-4" label="Call in progress">
      <p>
        <span className="font-medium">{item.persona.name}</span> is still on the line: {item.scenario.title}.
      </p>
      <Link to="/practice/sessions/$id/room" params={{ id: item.id }} className={buttonClass('next')}>
        Return to the call
      </Link>
    </Panel>
  );
}

function HomeBody({ sessions }: { sessions: ReturnType<typeof useLastCalls> }) {
  if (sessions.isPending) {
    return (
      <LoadingFace label="Loading your calls">
        <div className="grid gap-6 lg:grid-cols-[1fr_22rem]">
          <Skeleton className="h-96" />
          <Skeleton className="h-96" />
        </div>
      </LoadingFace>
    );
  }
  if (sessions.isError) {
    return <ErrorFace title="Your calls could not be loaded" text={sentence(sessions.error)} requestId={sessions.error.requestId} onRetry={() => void sessions.refetch()} />;
  }
  if (sessions.data.items.length === 0) return <FirstCall />;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
      <Panel label="Last calls">
        <div className="flex items-center justify-between border-b border-hairline px-4 py-3">
          <h2 className="font-semibold">Last calls</h2>
          <Link to="/practice/sessions" className="flex items-center gap-1 rounded-sm text-sm text-ink-muted hover:text-ink">
            All calls <Icon name="right" size={12} />
          </Link>
        </div>
        <SessionTable label="Last calls" items={sessions.data.items} longestMs={longest(sessions.data.items)} />
      </Panel>
      <TrendPanel />
    </div>
  );
}

function useLastCalls() {
  return useQuery(sessionsQuery({}, lastCalls));
}

function TrendPanel() {
  const trends = useQuery(trendsQuery());
  if (trends.isPending) return <Skeleton className="h-80" />;
  if (trends.isError) {
    return <ErrorFace title="The trend could not be loaded" text={sentence(trends.error)} requestId={trends.error.requestId} onRetry={() => void trends.refetch()} />;
  }
  const scored = trends.data.items.flatMap(({ score }) => (score === null ? [] : [score]));
  if (scored.length === 0) {
    return (
      <Panel className="p-6" label="Trend">
        <h2 className="font-semibold">Trend</h2>
        <p className="mt-1 text-ink-muted">Scored calls draw a line here. A call needs 30 seconds of your speech and four turns to be scored.</p>
      </Panel>
    );
  }
  const recent = mean(scored.slice(-5));
  const before = mean(scored.slice(-10, -5));
  return (
    <Panel className="p-6" label="Trend">
      <h2 className="text-sm font-medium text-ink-muted">Average of your last {Math.min(5, scored.length)}</h2>
      <p className="mt-1 mb-4 flex items-baseline gap-3">
        <span className="figure-big text-2xl">{scoreText(recent)}</span>
        {scored.length > 5 && <span className="num text-sm text-ink-muted">{signed(recent - before)} against the ones before</span>}
      </p>
      <ScoreTrend items={trends.data.items} title="Score of each call" />
    </Panel>
  );
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function FirstCall() {
  return (
    <EmptyFace
      picture={
        <div className="w-full">
          <CallLine call={sampleCall.shape} size="player" label="A sample call: our speech above the line, the buyer's below" marks />
          <p className="mt-2 text-sm text-ink-muted">A sample call with {sampleCall.persona.name}. You above the line, the buyer below.</p>
        </div>
      }
      title="No calls yet"
      text="Pick a buyer, talk for a few minutes, hang up. Your calls appear here as lines like this one, each with its score."
      action={
        <Link to="/practice" className={buttonClass('plain')}>
          Choose a buyer
          <Icon name="arrow" />
        </Link>
      }
    />
  );
}
