import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '@/shared/api/client';

export function useEndSession(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<unknown>(`/practice/sessions/${encodeURIComponent(id)}/end`),
    onSettled: () => client.invalidateQueries({ queryKey: ['practice'] }),
  });
}
