// Written by scripts/api-types.mjs from voice-words.json. Do not edit.

/** What the voice socket says beside the sound. */
export type ServerMessage =
  | { type: 'coach.hint'; atMs: number; text: string }
  | { type: 'playback.clear'; heardMs: number; reply: string }
  | { type: 'problem'; code: string; detail: string }
  | { type: 'reply.done'; reply: string }
  | { type: 'reply.started'; reply: string; turn: string }
  | { type: 'session.ended'; reason: 'caller_left' | 'connection_lost' | 'ended' | 'engine_failed' | 'moving' | 'persona_left' | 'silence' | 'taken_over' | 'time_limit' }
  | { type: 'session.ready'; engine: string; resumeToken: string; simulated: boolean }
  | { type: 'session.resumed'; lastSequence: number }
  | { type: 'speech.started' }
  | { type: 'speech.stopped' }
  | { type: 'transcript.final'; endMs: number; interrupted: boolean; speaker: 'persona' | 'user'; startMs: number; text: string; turn: string }
  | { type: 'transcript.partial'; speaker: 'persona' | 'user'; text: string; turn: string }
  | { type: 'turn.kept'; turn: string }
  | { type: 'turn.metrics'; e2eMs: null | number; endOfTurnMs: null | number; modelMs: null | number; synthesisMs: null | number; transcriptionMs: null | number; turn: string };

/** What it is told. */
export type ClientMessage =
  | { type: 'end' }
  | { type: 'mute'; on: boolean }
  | { type: 'playback.position'; ms: number; reply: string }
  | { type: 'resume'; lastSequence?: number; token: string }
  | { type: 'text'; text: string };
