import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post, put, query, remove } from '@/shared/api/client';
import type { Notice, NoticeChannel, NoticePreferences } from '@/shared/api/house-types';
import type { Page } from '@/shared/api/types';
import { useChange, useEdit } from '@/shared/api/use-change';

export const noticesKey = ['notifications'] as const;

export const unreadQuery = queryOptions({
  queryKey: [...noticesKey, 'count'],
  queryFn: ({ signal }) => get<{ unread: number }>('/notifications/count', signal),
  // The event stream says when it changes; this is for when the stream was away.
  refetchInterval: 120_000,
});

export const noticesQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: [...noticesKey, 'list', unread],
    queryFn: ({ signal, pageParam }) => get<Page<Notice>>(`/notifications${query({ unread: unread ? 'true' : undefined, cursor: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const preferencesQuery = queryOptions({
  queryKey: ['notifications-set', 'preferences'],
  queryFn: ({ signal }) => get<NoticePreferences>('/notifications/preferences', signal),
});

export const channelsQuery = queryOptions({
  queryKey: ['notifications-set', 'channels'],
  queryFn: ({ signal }) => get<{ items: NoticeChannel[] }>('/notifications/channels', signal),
});

export function useRead() {
  return useEdit((what: { ids: string[] } | { all: true }) => post<unknown>('/notifications/read', what), noticesKey);
}

export function useSavePreferences() {
  return useEdit((body: NoticePreferences) => put<NoticePreferences>('/notifications/preferences', body), preferencesQuery.queryKey);
}

export function useAddChannel() {
  return useChange((body: { kind: NoticeChannel['kind']; url: string }) => post<NoticeChannel>('/notifications/channels', body), channelsQuery.queryKey);
}

export function useRemoveChannel() {
  return useChange((id: string) => remove(`/notifications/channels/${id}`), channelsQuery.queryKey);
}
