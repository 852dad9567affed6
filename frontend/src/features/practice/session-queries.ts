import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, query } from '@/shared/api/client';
import { afterEnd } from './end-session';
import { isUnscored } from './words';
import type { Comparison, Page, Session, SessionItem, Trend, Waveform } from '@/shared/api/types';

export function isBeingScored({ state, endReason }: Pick<Session, 'state' | 'endReason'>): boolean {
  return (state === 'scoring' || state === 'ended') && !isUnscored(endReason);
}

export type SessionFilter = { scenarioId?: string | undefined; personaId?: string | undefined; state?: string | undefined };

const sessionPath = (id: string) => `/practice/sessions/${encodeURIComponent(id)}`;
const scoringPollMs = 1_500;

export function sessionsQuery(filter: SessionFilter = {}, limit = 25) {
  return queryOptions({
    queryKey: ['practice', 'sessions', filter, limit],
    queryFn: ({ signal }) => get<Page<SessionItem>>(`/practice/sessions${query({ ...filter, limit })}`, signal),
  });
}

export function sessionPagesQuery(filter: SessionFilter) {
  return infiniteQueryOptions({
    queryKey: ['practice', 'session-pages', filter],
    queryFn: ({ signal, pageParam }) =>
      get<Page<SessionItem>>(`/practice/sessions${query({ ...filter, limit: 25, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

export function sessionQuery(id: string) {
  return queryOptions({
    queryKey: ['practice', 'session', id],
    queryFn: ({ signal }) => get<Session>(sessionPath(id), signal),
    // Also what is already kept from before the end.
    select: afterEnd,
    // Server events say when scoring is done; asking as well covers a stream that is cut.
    refetchInterval: ({ state }) => (state.data && isBeingScored(afterEnd(state.data)) ? scoringPollMs : false),
  });
}

export function waveformQuery(id: string, available: boolean) {
  return queryOptions({
    queryKey: ['practice', 'waveform', id],
    queryFn: ({ signal }) => get<Waveform>(`${sessionPath(id)}/waveform`, signal),
    enabled: available,
    staleTime: Infinity,
  });
}

export function trendsQuery(scenarioId?: string) {
  return queryOptions({
    queryKey: ['practice', 'trends', scenarioId ?? null],
    queryFn: ({ signal }) => get<{ items: Trend[] }>(`/practice/trends${query({ scenarioId })}`, signal),
  });
}

export function comparisonQuery(a: string, b: string) {
  return queryOptions({
    queryKey: ['practice', 'comparison', a, b],
    queryFn: ({ signal }) => get<Comparison>(`${sessionPath(a)}/comparison${query({ with: b })}`, signal),
    enabled: a !== '' && b !== '',
  });
}
