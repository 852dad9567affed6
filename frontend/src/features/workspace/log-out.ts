import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '@/shared/api/client';

export function useLogOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<undefined>('/auth/logout'),
    onSuccess: () => {
      client.clear();
    },
  });
}
