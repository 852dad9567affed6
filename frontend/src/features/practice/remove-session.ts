import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post, request } from '@/shared/api/client';
import { sentence } from '@/shared/api/sentences';
import { toast } from '@/shared/ui/toasts';

type Named = { id: string; persona: { name: string } };

const path = ({ id }: Pick<Named, 'id'>) => `/practice/sessions/${encodeURIComponent(id)}`;

export function useRestoreCall() {
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: (item: Named) => post<unknown>(`${path(item)}/restore`),
    onSuccess: (_, item) => {
      toast(`The call with ${item.persona.name} is back.`);
    },
    onError: (problem) => {
      toast(sentence(problem), { tone: 'danger' });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['practice'] }),
  });
  return restore;
}

/** Deletes without asking and offers to take it back: the call lies in the bin for 30 days. */
export function useDeleteCall() {
  const client = useQueryClient();
  const restore = useRestoreCall();
  const remove = useMutation({ mutationFn: (item: Named) => request<unknown>(path(item), { method: 'DELETE' }) });
  return {
    isPending: remove.isPending,
    /** `onGone` leaves the page of what is gone, before anything is asked for it again. */
    start: (item: Named, onGone?: () => Promise<void>) => {
      void remove
        .mutateAsync(item)
        .then(async () => {
          await onGone?.();
          toast(`The call with ${item.persona.name} was deleted.`, { action: { label: 'Undo', run: () => { restore.mutate(item); } } });
        })
        .catch((problem: unknown) => { toast(sentence(problem), { tone: 'danger' }); })
        .finally(() => void client.invalidateQueries({ queryKey: ['practice'] }));
    },
  };
}
