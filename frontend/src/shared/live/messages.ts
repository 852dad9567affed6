/** The text frames of the voice socket, as the server sends them. Unknown types are ignored: an old page meets a new server. */

export type ServerMessage =
  | { type: 'session.ready'; resumeToken: string; engine: string; simulated?: boolean }
  | { type: 'session.resumed'; resumeToken?: string; lastSequence?: number }
  | { type: 'session.ended'; reason: string }
  | { type: 'speech.started' }
  | { type: 'speech.stopped' }
  | { type: 'reply.started'; reply: string }
  | { type: 'reply.done'; reply?: string }
  | { type: 'playback.clear'; reply: string; heardMs?: number }
  | { type: 'transcript.partial'; speaker?: 'user' | 'persona'; text: string }
  | { type: 'transcript.final'; turn: string; speaker: 'user' | 'persona'; text: string; interrupted?: boolean }
  | { type: 'coach.hint'; text: string }
  | { type: 'turn.metrics'; [name: string]: unknown }
  | { type: 'problem'; code: string; detail?: string };

export type ClientMessage =
  | { type: 'playback.position'; reply: string; ms: number }
  | { type: 'mute'; on: boolean }
  | { type: 'text'; text: string }
  | { type: 'end' }
  | { type: 'resume'; token: string; lastSequence: number };

/** Ids may arrive as numbers; inside the page they are text. */
export function readMessage(text: string): ServerMessage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') return undefined;
  const message = { ...value } as Record<string, unknown>;
  for (const name of ['reply', 'turn']) if (typeof message[name] === 'number') message[name] = String(message[name]);
  return message as ServerMessage;
}
