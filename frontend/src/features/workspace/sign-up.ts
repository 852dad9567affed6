import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '@/shared/api/client';
import type { User, Workspace } from '@/shared/api/types';

export type SignUp = { email: string; password: string; name: string; workspaceName: string };

export function useSignUp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SignUp) => post<{ user: User; workspace: Workspace }>('/auth/register', body),
    onSuccess: () => {
      client.clear();
    },
  });
}
