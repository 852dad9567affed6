import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, patch, post, query, remove } from '@/shared/api/client';
import type { Member, Role, RoleRow, Team, WorkspaceRecord } from '@/shared/api/house-types';
import { everyPage } from '@/shared/api/every-page';
import { meQuery } from '@/shared/api/me';
import { useChange, useEdit } from '@/shared/api/use-change';

export const workspaceQuery = queryOptions({
  queryKey: ['workspace', 'record'],
  queryFn: ({ signal }) => get<WorkspaceRecord>('/workspace', signal),
});

const membersKey = ['workspace', 'members'] as const;
export const membersQuery = (filter: { query?: string | undefined; team?: string | undefined } = {}) =>
  queryOptions({
    queryKey: [...membersKey, filter],
    queryFn: ({ signal }) => everyPage<Member>('/workspace/members', filter, signal),
    placeholderData: (before) => before,
  });

export const rolesQuery = queryOptions({
  queryKey: ['workspace', 'roles'],
  queryFn: ({ signal }) => get<{ roles: RoleRow[] }>('/workspace/roles', signal),
});

export const teamsQuery = queryOptions({
  queryKey: ['workspace', 'teams'],
  queryFn: ({ signal }) => get<{ items: Team[] }>('/workspace/teams?limit=100', signal),
});

export function useRename() {
  return useEdit((body: { name: string; version: number }) => patch<WorkspaceRecord>('/workspace', body), workspaceQuery.queryKey, meQuery.queryKey);
}

export function useTransferOwnership() {
  return useChange((userId: string) => post<unknown>('/workspace/transfer-ownership', { userId }), workspaceQuery.queryKey, membersKey, meQuery.queryKey);
}

export function useChangeMember() {
  return useChange(({ userId, ...change }: { userId: string; role?: Role; teamId?: string }) => patch<unknown>(`/workspace/members/${userId}`, change), membersKey, teamsQuery.queryKey);
}

export function useRemoveMember() {
  return useChange(({ userId, reassignTo }: { userId: string; reassignTo: string }) => remove(`/workspace/members/${userId}${query({ reassignTo })}`), membersKey, teamsQuery.queryKey, workspaceQuery.queryKey);
}

export function useCreateTeam() {
  return useChange((body: { name: string; parentId?: string }) => post<Team>('/workspace/teams', body), teamsQuery.queryKey);
}

export function useChangeTeam() {
  return useEdit(({ id, ...change }: { id: string; name?: string; parentId?: string | null }) => patch<unknown>(`/workspace/teams/${id}`, change), teamsQuery.queryKey);
}

export function useDeleteTeam() {
  return useChange(({ id, moveTo }: { id: string; moveTo: string }) => remove(`/workspace/teams/${id}${query({ moveTo })}`), teamsQuery.queryKey, membersKey);
}

/** Another workspace shares nothing with this one: whoever calls this opens the application afresh. */
export function useSwitchWorkspace() {
  return useMutation({ mutationFn: (workspaceId: string) => post<unknown>('/me/workspace', { workspaceId }) });
}

export function useRestoreWorkspace() {
  return useChange((workspaceId: string) => post<unknown>('/workspace/restore', { workspaceId }), meQuery.queryKey);
}

export function useCreateWorkspace() {
  return useChange((name: string) => post<{ id: string; name: string }>('/workspaces', { name }), meQuery.queryKey);
}

export function useDeleteWorkspace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => remove('/workspace', { confirm: name }),
    onSuccess: () => {
      client.clear();
    },
  });
}
