import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, request } from '@/shared/api/client';
import type { LoginSession } from '@/shared/api/types';

export const loginSessionsQuery = queryOptions({
  queryKey: ['workspace', 'login-sessions'],
  queryFn: ({ signal }) => get<{ items: LoginSession[] }>('/auth/sessions', signal),
});

export function useRevokeLoginSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<undefined>(`/auth/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: loginSessionsQuery.queryKey }),
  });
}
