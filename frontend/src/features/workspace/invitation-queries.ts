import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, remove } from '@/shared/api/client';
import type { Invitation, InvitationLetter, Role } from '@/shared/api/house-types';
import { useChange } from '@/shared/api/use-change';

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['workspace', 'invitation', token],
    queryFn: ({ signal }) => get<InvitationLetter>(`/invitations/${encodeURIComponent(token)}`, signal),
  });

export const invitationsQuery = queryOptions({
  queryKey: ['workspace', 'invitations'],
  queryFn: ({ signal }) => get<{ items: Invitation[] }>('/workspace/invitations?limit=100', signal),
});

export function useAcceptInvitation(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name?: string; password?: string }) => post<unknown>(`/invitations/${encodeURIComponent(token)}/accept`, body),
    // Another workspace is open now; nothing of the former one may be shown in it.
    onSuccess: () => {
      client.clear();
    },
  });
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
