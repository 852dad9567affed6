import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, remove } from '@/shared/api/client';
import type { Invitation, InvitationLetter, Role } from '@/shared/api/house-types';
import { meQuery } from '@/shared/api/me';
import type { InvitationAccepted } from '@/shared/api/openapi';
import { Problem } from '@/shared/api/problem';
import type { Me } from '@/shared/api/types';
import { useChange } from '@/shared/api/use-change';

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['workspace', 'invitation', token],
    queryFn: ({ signal }) => get<InvitationLetter>(`/invitations/${encodeURIComponent(token)}`, signal),
    // Read once: while somebody joins, it must not turn into the letter of an invitation that has been used.
    staleTime: Infinity,
  });

export const invitationsQuery = queryOptions({
  queryKey: ['workspace', 'invitations'],
  queryFn: ({ signal }) => get<{ items: Invitation[] }>('/workspace/invitations?limit=100', signal),
});

export function useAcceptInvitation(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: { name?: string; password?: string }) => {
      const { workspace } = await post<InvitationAccepted>(`/invitations/${encodeURIComponent(token)}/accept`, body);
      return closedYet(workspace.id);
    },
    onSuccess: (closed) => {
      // Another workspace is open now; nothing of the former one may be shown in it.
      if (closed === undefined) client.clear();
      else if (closed.status !== 401) void client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
}

/**
 * Whoever has joined is not always in: a workspace may let people in by its company's sign-in alone. What keeps its door
 * closed, or nothing when it is open.
 */
async function closedYet(workspaceId: string): Promise<Problem | undefined> {
  try {
    const { workspace } = await get<Me>('/me');
    if (workspace.id !== workspaceId) await post<unknown>('/me/workspace', { workspaceId });
    return undefined;
  } catch (cause) {
    if (cause instanceof Problem) return cause;
    throw cause;
  }
}

export function useInvite() {
  return useChange((body: { email: string; role: Role; teamId?: string }) => post<Invitation>('/workspace/invitations', body), invitationsQuery.queryKey);
}

export function useResendInvitation() {
  return useChange((id: string) => post<unknown>(`/workspace/invitations/${id}/resend`), invitationsQuery.queryKey);
}

export function useRevokeInvitation() {
  return useChange((id: string) => remove(`/workspace/invitations/${id}`), invitationsQuery.queryKey);
}
