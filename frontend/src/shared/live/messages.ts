import type { ServerMessage } from './voice-words';

export type { ClientMessage, ServerMessage } from './voice-words';

/** The text frames of the voice socket. Unknown types are passed on and ignored: an old page meets a new server. */
export function readMessage(text: string): ServerMessage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') return undefined;
  return value as ServerMessage;
}
