import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '@/shared/api/client';
import type { User, Workspace } from '@/shared/api/types';

export type LogIn = { email: string; password: string };

export function useLogIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: LogIn) => post<{ user: User; workspace: Workspace }>('/auth/login', body),
    // What another account left in the cache is not for this one.
    onSuccess: () => {
      client.clear();
    },
  });
}
