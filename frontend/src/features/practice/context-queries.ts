import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, query, request } from '@/shared/api/client';
import { sentence } from '@/shared/api/sentences';
import type { Context, Page } from '@/shared/api/types';
import { toast } from '@/shared/ui/toasts';

const contextsKey = ['practice', 'contexts'];

/** As many as can be taken in at a glance below the choices of a call. */
const pageSize = 5;

/** What somebody brought for earlier calls, newest first. */
export const contextPagesQuery = infiniteQueryOptions({
  queryKey: contextsKey,
  queryFn: ({ signal, pageParam }) => get<Page<Context>>(`/practice/contexts${query({ limit: pageSize, cursor: pageParam })}`, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
});

export type ContextSource = { file: File } | { url: string };

/** What the server accepts; checked here first so that nobody waits for an upload that will be refused. */
export const contextRules = { filesMax: 10, urlsMax: 5, bytesMax: 25 * 1024 * 1024, accept: '.pdf,.png,.jpg,.jpeg,.docx,.txt' } as const;

/** The server gives a document 75 s from the first byte; a little more covers the way back. */
const readingWithinMs = 80_000;

export function useAddContext() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (source: ContextSource) => {
      if ('url' in source) return request<Context>('/practice/contexts', { method: 'POST', body: { json: source }, withinMs: readingWithinMs });
      const form = new FormData();
      form.set('file', source.file);
      return request<Context>('/practice/contexts', { method: 'POST', body: { form }, withinMs: readingWithinMs });
    },
    onSuccess: () => { void client.invalidateQueries({ queryKey: contextsKey }); },
  });
}

/** Also when the screen that asked for it has been left since. */
export function useRemoveContext() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<unknown>(`/practice/contexts/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onError: (problem) => { toast(sentence(problem), { tone: 'danger' }); },
    onSettled: () => client.invalidateQueries({ queryKey: contextsKey }),
  });
}
