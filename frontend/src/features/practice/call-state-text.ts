import type { LiveState } from '@/shared/live/live-state';
import { firstName } from './words';

const troubles: Record<string, (name: string) => string> = {
  'voice.no-answer': (name) => `${name} did not answer in time. Say it again.`,
  'voice.empty-answer': (name) => `${name} had nothing to say to that. Put it another way.`,
  'voice.engine-failed': () => 'The voice line failed. What was said is kept.',
};

/** What went wrong in a call that goes on, in a sentence; undefined when nothing did. */
export function callTroubleText({ problem, phase }: Pick<LiveState, 'problem' | 'phase'>, personaName: string): string | undefined {
  if (problem === null || phase === 'elsewhere' || phase === 'reconnecting') return undefined;
  return troubles[problem.code]?.(firstName(personaName)) ?? 'There is trouble on the line. The call goes on.';
}

/** The one line that says how the call stands. It is read out when it changes, so it is short. */
export function callStateText(state: LiveState, personaName: string): string {
  const name = firstName(personaName);
  if (state.microphone !== null) return 'No microphone';
  switch (state.phase) {
    case 'idle':
    case 'asking':
      return 'Allow the microphone to start';
    case 'connecting':
      return `Calling ${name}`;
    case 'listening':
      if (state.muted) return 'You are muted';
      return state.userSpeaking ? 'You are speaking' : `${name} is listening`;
    case 'thinking':
      return `${name} is thinking`;
    case 'speaking':
      return state.userSpeaking ? 'You are both speaking' : `${name} is speaking`;
    case 'reconnecting':
      return 'Connection lost. Reconnecting';
    case 'elsewhere':
      return 'This call is open in another tab';
    case 'closed':
      return 'Call ended';
  }
}
