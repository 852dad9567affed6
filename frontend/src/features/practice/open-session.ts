import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '@/shared/api/client';
import type { NewSession, OpenedSession, VoiceAccess } from '@/shared/api/types';

/** The first ticket travels from the lobby to the room here: it is single-use and does not belong in a URL. */
const firstAccess = new Map<string, VoiceAccess>();

export function takeFirstAccess(id: string): VoiceAccess | undefined {
  const access = firstAccess.get(id);
  firstAccess.delete(id);
  return access;
}

export function useOpenSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewSession) => post<OpenedSession>('/practice/sessions', body),
    onSuccess: (opened) => {
      if (opened.voice) firstAccess.set(opened.id, opened.voice);
      return client.invalidateQueries({ queryKey: ['practice', 'sessions'] });
    },
  });
}
