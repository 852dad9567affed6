import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post, request } from '@/shared/api/client';

export function useRemoveSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<unknown>(`/practice/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['practice'] }),
  });
}

export function useRestoreSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => post<unknown>(`/practice/sessions/${encodeURIComponent(id)}/restore`),
    onSettled: () => client.invalidateQueries({ queryKey: ['practice'] }),
  });
}
