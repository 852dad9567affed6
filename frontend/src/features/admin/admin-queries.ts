import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, patch, post, put, query } from '@/shared/api/client';
import type { AdminUser, AdminWorkspace, AuditEntry, AuditVerdict, FeatureSwitch, Setting } from '@/shared/api/house-types';
import type { Page } from '@/shared/api/types';
import { useChange } from '@/shared/api/use-change';

const usersKey = ['admin', 'users'] as const;

export const usersQuery = (filter: { query?: string | undefined; status?: string | undefined }) =>
  infiniteQueryOptions({
    queryKey: [...usersKey, filter],
    queryFn: ({ signal, pageParam }) => get<Page<AdminUser>>(`/admin/users${query({ ...filter, cursor: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });

/** A few people whose name or e-mail fits, for choosing one. */
export const peopleFoundQuery = (text: string) =>
  queryOptions({
    queryKey: [...usersKey, 'found', text],
    queryFn: ({ signal }) => get<Page<AdminUser>>(`/admin/users${query({ query: text, limit: 30 })}`, signal),
    placeholderData: keepPreviousData,
  });

export const userQuery = (id: string) =>
  queryOptions({
    queryKey: [...usersKey, 'one', id],
    queryFn: ({ signal }) => get<AdminUser>(`/admin/users/${encodeURIComponent(id)}`, signal),
  });

export const workspacesQuery = (text: string | undefined) =>
  queryOptions({
    queryKey: ['admin', 'workspaces', text],
    queryFn: ({ signal }) => get<{ items: AdminWorkspace[] }>(`/admin/workspaces${query({ query: text })}`, signal),
    placeholderData: keepPreviousData,
  });

export const switchesQuery = queryOptions({
  queryKey: ['admin', 'switches'],
  queryFn: ({ signal }) => get<{ items: FeatureSwitch[] }>('/admin/switches', signal),
});

export const settingsQuery = queryOptions({
  queryKey: ['admin', 'settings'],
  queryFn: ({ signal }) => get<{ items: Setting[] }>('/admin/settings', signal),
});

export type UserAction = 'suspend' | 'reactivate' | 'reset-second-factor' | 'grant-admin' | 'revoke-admin' | 'delete';

export function useActOnUser(id: string) {
  return useChange(({ action, ...body }: { action: UserAction; reason?: string; reassignTo?: string }) => post<unknown>(`/admin/users/${encodeURIComponent(id)}/${action}`, body), usersKey);
}

export function useSetSwitch() {
  return useChange(({ name, on }: { name: string; on: boolean }) => put<unknown>(`/admin/switches/${encodeURIComponent(name)}`, { on }), switchesQuery.queryKey);
}

export function useSaveSettings() {
  return useChange((values: Record<string, string>) => patch<unknown>('/admin/settings', { values }), settingsQuery.queryKey);
}

export type AuditFilter = { action?: string | undefined; actor?: string | undefined; subject?: string | undefined; from?: string | undefined; to?: string | undefined };

/** Days as people choose them, as the instants that the server compares with. */
export function asInstants({ from, to, ...rest }: AuditFilter): AuditFilter {
  return { ...rest, ...(from !== undefined && { from: `${from}T00:00:00.000Z` }), ...(to !== undefined && { to: `${to}T23:59:59.999Z` }) };
}

export const auditQuery = (path: string, filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'audit', path, filter],
    queryFn: ({ signal, pageParam }) => get<Page<AuditEntry>>(`${path}${query({ ...asInstants(filter), cursor: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });

export function useVerify(path: string) {
  return useChange(() => get<AuditVerdict>(`${path}/verify`));
}
