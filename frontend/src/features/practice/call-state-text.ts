import type { LiveState } from '@/shared/live/live-state';
import { firstName } from './words';

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
