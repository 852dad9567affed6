import type { MicrophoneTrouble } from './audio-port';

export type LivePhase =
  | 'idle'
  | 'asking'
  | 'connecting'
  | 'listening'
  | 'thinking'
  | 'speaking'
  | 'reconnecting'
  | 'elsewhere'
  | 'closed';

export type LiveTurn = { turn: string; speaker: 'user' | 'persona'; text: string; atMs: number; interrupted: boolean };
export type Quality = 'good' | 'fair' | 'poor';

/** All that a screen may know about a call. A new object for every change, never changed in place. */
export type LiveState = {
  phase: LivePhase;
  userSpeaking: boolean;
  muted: boolean;
  startedAt: number | null;
  lostAt: number | null;
  turns: readonly LiveTurn[];
  partial: { speaker: 'user' | 'persona'; text: string } | null;
  hints: readonly { text: string; atMs: number }[];
  quality: Quality;
  microphone: MicrophoneTrouble | null;
  problem: { code: string; detail?: string | undefined } | null;
  endReason: string | null;
  /** The engine says that the other side is simulated. */
  simulated: boolean;
};

export const idleState: LiveState = {
  phase: 'idle',
  userSpeaking: false,
  muted: false,
  startedAt: null,
  lostAt: null,
  turns: [],
  partial: null,
  hints: [],
  quality: 'good',
  microphone: null,
  problem: null,
  endReason: null,
  simulated: false,
};

/** A final transcript replaces the one of the same turn: after a barge-in the server corrects what was really heard. */
export function withTurn(turns: readonly LiveTurn[], turn: LiveTurn): readonly LiveTurn[] {
  const at = turns.findIndex((known) => known.turn === turn.turn && known.speaker === turn.speaker);
  const known = turns[at];
  return known === undefined ? [...turns, turn] : turns.with(at, { ...turn, atMs: known.atMs });
}
