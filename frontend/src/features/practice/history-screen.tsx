import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { sentence } from '@/shared/api/sentences';
import type { SessionItem } from '@/shared/api/types';
import { useShortcuts } from '@/shared/lib/use-keys';
import { useTitle } from '@/shared/lib/use-title';
import { Button, buttonClass, IconButton } from '@/shared/ui/button';
import { EmptyFace, ErrorFace, LoadingFace, Panel, Skeleton } from '@/shared/ui/faces';
import { SelectField } from '@/shared/ui/field';
import { Icon } from '@/shared/ui/icons';
import { ScreenHead } from '@/shared/ui/screen-head';
import { personasQuery, scenariosQuery } from './catalog-queries';
import { FirstCall } from './home-screen';
import { MetricTrends } from './metric-trends';
import { useDeleteCall, useRestoreCall } from './remove-session';
import { ScoreTrend } from './score-trend';
import { longest, SessionTable } from './session-table';
import { sessionPagesQuery, trendsQuery, type SessionFilter } from './session-queries';
import { isOpen } from './words';

export function HistoryScreen() {
  useTitle('History');
  const filter: SessionFilter = useSearch({ from: '/app/practice/sessions' });
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const pages = useInfiniteQuery(sessionPagesQuery(filter));
  const list = useRef<HTMLDivElement>(null);
  const walk = (step: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
  };
  useShortcuts({ next: () => { walk(1); }, previous: () => { walk(-1); } });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const binned = filter.state === 'discarded';

  return (
    <div className="mx-auto flex w-full max-w-content flex-col gap-6">
      <ScreenHead
        title="History"
        text="Every call with its line, its transcript and its score."
        actions={
          <Link to="/practice" className={buttonClass('next')}>
            <Icon name="practice" />
            Start a call
          </Link>
        }
      />
      {pages.isPending ? (
        <LoadingFace label="Loading your calls">
          <Skeleton className="h-96 w-full" />
        </LoadingFace>
      ) : pages.isError ? (
        <ErrorFace title="Your calls could not be loaded" text={sentence(pages.error)} requestId={pages.error.requestId} onRetry={() => void pages.refetch()} />
      ) : items.length === 0 && !filtered ? (
        <FirstCall />
      ) : (
        <>
          {!binned && <Trend scenarioId={filter.scenarioId} />}
          <Panel label="Calls">
            <Filters filter={filter} />
            {items.length === 0 ? (
              <NothingFound binned={binned} />
            ) : (
              <div ref={list}>
                <SessionTable label={binned ? 'Deleted calls' : 'Calls'} items={items} longestMs={longest(items)} binned={binned} action={(item) => (binned ? <Restore item={item} /> : <Delete item={item} />)} />
              </div>
            )}
          </Panel>
          {pages.hasNextPage && (
            <Button className="self-center" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              Show more
            </Button>
          )}
        </>
      )}
    </div>
  );
}

/** Shown to whoever points at the row or tabs to it; on a phone the result has the same button. */
function Delete({ item }: { item: SessionItem }) {
  const remove = useDeleteCall();
  if (isOpen(item.state)) return null;
  return (
    <IconButton
      icon="trash"
      size="small"
      label={`Delete the call with ${item.persona.name}`}
      disabled={remove.isPending}
      onClick={() => { remove.start(item); }}
      className="relative opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
    />
  );
}

function Restore({ item }: { item: SessionItem }) {
  const restore = useRestoreCall();
  return (
    <Button size="small" busy={restore.isPending} onClick={() => { restore.mutate(item); }}>
      Restore
    </Button>
  );
}

function Trend({ scenarioId }: { scenarioId: string | undefined }) {
  const trends = useQuery(trendsQuery(scenarioId));
  if (trends.isPending) return <Skeleton className="h-72 w-full" />;
  const scored = trends.data?.items.filter(({ score }) => score !== null) ?? [];
  if (scored.length < 2) return null;
  return (
    <Panel className="flex flex-col gap-8 p-6" label="Trend">
      <div>
        <h2 className="mb-3 font-semibold">Score over time</h2>
        <ScoreTrend items={scored} title="Score of each call" />
      </div>
      <MetricTrends items={scored} />
    </Panel>
  );
}

function Filters({ filter }: { filter: SessionFilter }) {
  const navigate = useNavigate();
  const personas = useQuery(personasQuery);
  const scenarios = useQuery(scenariosQuery);
  const change = (next: SessionFilter) => {
    const search = { ...filter, ...next };
    void navigate({ to: '/practice/sessions', search, replace: true });
  };
  const chosen = (value: string) => (value === '' ? undefined : value);
  return (
    <div className="grid grid-cols-2 gap-3 border-b border-hairline p-4 sm:flex sm:flex-wrap">
      <SelectField label="Scenario" className="max-sm:col-span-2 sm:w-64" value={filter.scenarioId ?? ''} onChange={(event) => { change({ scenarioId: chosen(event.target.value) }); }}>
        <option value="">All scenarios</option>
        {scenarios.data?.items.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </SelectField>
      <SelectField label="Buyer" className="min-w-0 sm:w-52" value={filter.personaId ?? ''} onChange={(event) => { change({ personaId: chosen(event.target.value) }); }}>
        <option value="">All buyers</option>
        {personas.data?.items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label="State" className="min-w-0 sm:w-40" value={filter.state ?? ''} onChange={(event) => { change({ state: chosen(event.target.value) }); }}>
        <option value="">Any state</option>
        <option value="scored">Scored</option>
        <option value="scoring">Scoring</option>
        <option value="score_failed">Not scored</option>
        <option value="discarded">Deleted</option>
      </SelectField>
    </div>
  );
}

function NothingFound({ binned }: { binned: boolean }) {
  return (
    <div className="p-6">
      <EmptyFace
        title={binned ? 'Nothing was deleted' : 'No call fits'}
        text={binned ? 'A deleted call stays here for 30 days and can be restored until then.' : 'No call matches these filters.'}
        action={
          <Link to="/practice/sessions" search={{}} className={buttonClass()}>
            Clear filters
          </Link>
        }
      />
    </div>
  );
}
