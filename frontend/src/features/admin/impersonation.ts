import { useMutation } from '@tanstack/react-query';
import { post, remove } from '@/shared/api/client';

export type NewImpersonation = { userId: string; workspaceId?: string; reason: string; writable: boolean };

/** From here on another person's things are shown: whoever calls these opens the application afresh. */
export function useImpersonate() {
  return useMutation({ mutationFn: (body: NewImpersonation) => post<{ id: string; until: string }>('/admin/impersonations', body) });
}

export function useEndImpersonation() {
  return useMutation({ mutationFn: () => remove('/admin/impersonations/current') });
}
