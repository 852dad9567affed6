import type { Difficulty, Focus, Mode, SessionState } from '@/shared/api/types';

/** The user's words for the contract's. */

export const modeNames: Record<Mode, string> = { voice: 'Voice', text: 'Text', script: 'Script' };

export const modeTexts: Record<Mode, string> = {
  voice: 'You talk, the buyer hears you and answers out loud.',
  text: 'You type. Same buyer, same scorecard, no microphone.',
  script: 'You speak from your script. A coach ticks off what you have covered and prompts you on screen.',
};

export const focusNames: Record<Focus, string> = {
  sales_call: 'Whole sales call',
  discovery: 'Discovery',
  demo: 'Demo',
  objection: 'Objections',
  negotiation: 'Negotiation',
  closing: 'Closing',
  general: 'Conversation',
};

export const difficultyNames: Record<Difficulty, string> = { easy: 'Easy', medium: 'Medium', hard: 'Hard', expert: 'Expert' };

/** What a difficulty means is published, not felt: the simulator reads the same numbers. */
export const difficultyParameters: Record<Difficulty, { objections: number; interrupts: string; questions: number; text: string }> = {
  easy: { objections: 1, interrupts: 'never', questions: 1, text: 'One objection, released by one good answer. You are never interrupted.' },
  medium: { objections: 3, interrupts: '1 long turn in 20', questions: 1, text: 'Three objections. Long turns may be cut short, one time in twenty.' },
  hard: { objections: 5, interrupts: '3 long turns in 20', questions: 2, text: 'Five objections. What they hide takes two relevant questions.' },
  expert: { objections: 7, interrupts: '1 long turn in 4', questions: 2, text: 'Seven objections. One long turn in four is interrupted.' },
};

export const scenarioTypeNames: Record<string, string> = {
  sales_call: 'Sales call',
  cold_call: 'Cold call',
  gatekeeper: 'Gatekeeper',
  discovery: 'Discovery',
  demo: 'Demo',
  objection: 'Objection',
  negotiation: 'Negotiation',
  closing: 'Closing',
  renewal: 'Renewal',
  general: 'General',
};

export function scenarioTypeName(type: string): string {
  return scenarioTypeNames[type] ?? type;
}

export const stateNames: Record<SessionState, string> = {
  created: 'Not started',
  connecting: 'Connecting',
  live: 'Live',
  interrupted: 'Interrupted',
  ended: 'Ended',
  scoring: 'Scoring',
  scored: 'Scored',
  score_failed: 'Not scored',
  discarded: 'Deleted',
};

/** From here on a call counts as passed. */
export const passMark = 70;

export function isOpen(state: SessionState): boolean {
  return state === 'created' || state === 'connecting' || state === 'live' || state === 'interrupted';
}

export function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}

const endReasons: Record<string, string> = {
  learner_left: 'You ended the call.',
  caller_left: 'You ended the call.',
  persona_left: 'The buyer ended the call.',
  time_limit: 'The time limit was reached.',
  silence: 'Nobody spoke, so the buyer hung up.',
  connection_lost: 'The connection was lost for more than two minutes.',
  engine_failed: 'The voice line failed. What was said is kept.',
  cancelled: 'The call was cancelled.',
  never_started: 'The call never started.',
};

/** Calls that ended this way are never scored. */
export function isUnscored(reason: string | null): boolean {
  return reason === 'cancelled' || reason === 'never_started';
}

const manners: Record<string, string> = {
  formal: 'Formal, by the book',
  blunt: 'Blunt, says it once',
  warm: 'Warm, easy to talk to',
  rambling: 'Talks a lot, drifts off topic',
  analytical: 'Analytical, wants numbers',
  skeptical: 'Sceptical, doubts by default',
  brisk: 'Brisk, short of time',
  easygoing: 'Easy-going, hard to pin down',
};

export function mannerText(manner: string): string {
  return manners[manner] ?? manner.replaceAll('_', ' ');
}

export function endReasonText(reason: string | null): string {
  return endReasons[(reason ?? 'ended').replaceAll('-', '_')] ?? 'The call has ended.';
}
