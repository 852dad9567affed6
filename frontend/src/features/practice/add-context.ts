import { useMutation } from '@tanstack/react-query';
import { request } from '@/shared/api/client';
import type { Context } from '@/shared/api/types';

export type ContextSource = { file: File } | { url: string };

/** What the server accepts; checked here first so that nobody waits for an upload that will be refused. */
export const contextRules = { filesMax: 10, urlsMax: 5, bytesMax: 25 * 1024 * 1024, accept: '.pdf,.png,.jpg,.jpeg,.docx,.txt' } as const;

/** The server gives a document 75 s from the first byte; a little more covers the way back. */
const readingWithinMs = 80_000;

export function useAddContext() {
  return useMutation({
    mutationFn: (source: ContextSource) => {
      if ('url' in source) return request<Context>('/practice/contexts', { method: 'POST', body: { json: source }, withinMs: readingWithinMs });
      const form = new FormData();
      form.set('file', source.file);
      return request<Context>('/practice/contexts', { method: 'POST', body: { form }, withinMs: readingWithinMs });
    },
  });
}

export function useRemoveContext() {
  return useMutation({
    mutationFn: (id: string) => request<unknown>(`/practice/contexts/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  });
}
