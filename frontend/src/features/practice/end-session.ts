import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '@/shared/api/client';
import type { Session } from '@/shared/api/types';
import { isOpen } from './words';

/**
 * Calls that ended on this page. What is read of them may lag behind for a moment and still say "live"; without this
 * memory the result would send its reader back into the room.
 */
const ended = new Set<string>();

export function rememberEnded(id: string): void {
  ended.add(id);
}

export function afterEnd(session: Session): Session {
  return ended.has(session.id) && isOpen(session.state) ? { ...session, state: 'ended' } : session;
}

export function useEndSession(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<unknown>(`/practice/sessions/${encodeURIComponent(id)}/end`),
    onSuccess: () => {
      rememberEnded(id);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['practice'] }),
  });
}
