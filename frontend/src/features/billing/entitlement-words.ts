import type { Entitlement } from '@/shared/api/house-types';
import { shortDay } from '@/shared/lib/format';
import type { TagTone } from '@/shared/ui/tag';

const states: Record<Entitlement['state'], { name: string; tone: TagTone }> = {
  active: { name: 'Active', tone: 'good' },
  complimentary: { name: 'Included', tone: 'good' },
  trialing: { name: 'Trial', tone: 'warn' },
  past_due: { name: 'Payment failed', tone: 'danger' },
  grace: { name: 'Payment overdue', tone: 'danger' },
  expired: { name: 'Read-only', tone: 'plain' },
  free: { name: 'Not bought', tone: 'plain' },
};

export function stateOf(state: Entitlement['state']): { name: string; tone: TagTone } {
  return states[state];
}

/** What happens to this module next, in a sentence. */
export function nextOf({ state, until, period, ending }: Pick<Entitlement, 'state' | 'until' | 'period' | 'ending'>): string | undefined {
  const day = until === null ? undefined : shortDay(until);
  switch (state) {
    case 'active':
      if (period === null) return undefined;
      return `Paid ${daysOf(period)}, then it ${ending ? 'ends' : 'renews'}.`;
    case 'trialing':
      return day === undefined ? 'You are trying this out.' : `The trial ends on ${day}. Nothing is charged by itself.`;
    case 'past_due':
    case 'grace':
      if (state === 'grace' && day !== undefined && period !== null && period.start !== null) return `The payment for ${daysOf(period)} failed. Everything works until ${day}; change the card before then.`;
      return day === undefined ? 'The last payment failed. Change the card to keep this module.' : `The last payment failed. Everything works until ${day}; change the card before then.`;
    case 'expired':
      return 'What you made stays readable and can be exported.';
    case 'complimentary':
    case 'free':
      return undefined;
  }
}

function daysOf({ start, end }: NonNullable<Entitlement['period']>): string {
  return start === null ? `until ${shortDay(end)}` : `${shortDay(start)} to ${shortDay(end)}`;
}

/** Whether the module may be used, not only read. */
export function isOpen(state: Entitlement['state']): boolean {
  return state === 'active' || state === 'trialing' || state === 'past_due' || state === 'grace' || state === 'complimentary';
}

export function isPaid(state: Entitlement['state']): boolean {
  return state === 'active' || state === 'past_due' || state === 'grace';
}

const limitNames: Record<string, string> = {
  practiceSessions: 'Practice calls',
  practice_sessions: 'Practice calls',
  analysedCalls: 'Analysed calls',
  analysed_calls: 'Analysed calls',
  coachMessages: 'Coach messages',
  coach_messages: 'Coach messages',
  drafts: 'Drafts',
  documents: 'Documents',
};

export function limitName(name: string): string {
  return limitNames[name] ?? name.charAt(0).toUpperCase() + name.slice(1).replaceAll(/[._-]/g, ' ');
}
