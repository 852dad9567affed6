import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '@/shared/api/client';
import { sentence } from '@/shared/api/sentences';
import { Button } from '@/shared/ui/button';
import { toast } from '@/shared/ui/toasts';

/** Asks for the grading again after it failed. */
export function ScoreAgain({ id }: { id: string }) {
  const client = useQueryClient();
  const score = useMutation({
    mutationFn: () => post<unknown>(`/practice/sessions/${encodeURIComponent(id)}/score`),
    onSettled: () => client.invalidateQueries({ queryKey: ['practice', 'session', id] }),
  });
  return (
    <Button
      icon="refresh"
      busy={score.isPending}
      onClick={() => {
        score.mutate(undefined, { onError: (problem) => { toast(sentence(problem), { tone: 'danger' }); } });
      }}
    >
      Score again
    </Button>
  );
}
