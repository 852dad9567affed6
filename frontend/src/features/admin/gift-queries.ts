import { queryOptions } from '@tanstack/react-query';
import { get, post, query } from '@/shared/api/client';
import type { Gifts } from '@/shared/api/openapi';
import { useChange } from '@/shared/api/use-change';

export const giftsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['admin', 'gifts', workspaceId],
    queryFn: ({ signal }) => get<Gifts>(`/admin/gifts${query({ workspaceId })}`, signal),
  });

/** What one has oneself may change with it: the admin can be a member. */
const stale = (workspaceId: string) => [giftsQuery(workspaceId).queryKey, ['billing', 'entitlements'], ['workspace', 'me']] as const;

export function useGive(workspaceId: string) {
  return useChange(({ module, until }: { module: string; until: string | null }) => post<unknown>('/admin/gifts', { workspaceId, module, until }), ...stale(workspaceId));
}

export function useTakeBack(workspaceId: string) {
  return useChange((module: string) => post<unknown>('/admin/gifts/end', { workspaceId, module }), ...stale(workspaceId));
}
