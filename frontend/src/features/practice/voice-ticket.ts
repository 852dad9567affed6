import { request } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import type { VoiceAccess } from '@/shared/api/types';
import type { Access, TicketRefusal } from '@/shared/live/live-call';

/** A fresh ticket for a call that is going on, or the reason why there is none. */
export async function voiceTicket(id: string, takeOver: boolean): Promise<Access | TicketRefusal> {
  try {
    return await request<VoiceAccess>(`/practice/sessions/${encodeURIComponent(id)}/ticket`, { method: 'POST', body: { json: { takeOver } } });
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.passing) return 'unreachable';
    return /elsewhere|held|attached|taken/.test(problem.code) ? 'elsewhere' : 'over';
  }
}
