import { post } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import type { VoiceAccess } from '@/shared/api/types';
import type { Access, TicketRefusal } from '@/shared/live/live-call';

/** A fresh ticket for a call that is going on, or the reason why there is none. */
export async function voiceTicket(id: string, takeOver: boolean): Promise<Access | TicketRefusal> {
  try {
    const access = await post<VoiceAccess>(`/practice/sessions/${encodeURIComponent(id)}/ticket`);
    return takeOver ? { ...access, url: `${access.url}&takeOver=true` } : access;
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.passing) return 'unreachable';
    return problem.code === 'practice.attached-elsewhere' ? 'elsewhere' : 'over';
  }
}
