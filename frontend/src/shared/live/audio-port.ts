import type { FromPlayback } from './worklet-messages';

/** What the call needs from the machine's sound. The browser's real one is in browser-audio.ts; tests bring their own. */
export type AudioPort = {
  open: (heard: AudioListener) => Promise<void>;
  play: (reply: string, positionMs: number, pcm: Int16Array) => void;
  endReply: (reply: string) => void;
  clear: (reply: string) => void;
  levels: () => { ours: number; theirs: number };
  close: () => void;
};

export type AudioListener = {
  onFrame: (pcm: Int16Array, timeMs: number) => void;
  onPlayback: (report: FromPlayback) => void;
  /** The device went away or was taken from us in the middle of the call. */
  onLost: () => void;
};

export type MicrophoneTrouble = 'denied' | 'missing' | 'busy' | 'unsupported';

export class MicrophoneProblem extends Error {
  readonly trouble: MicrophoneTrouble;

  constructor(trouble: MicrophoneTrouble, cause?: unknown) {
    super(`microphone ${trouble}`, { cause });
    this.name = 'MicrophoneProblem';
    this.trouble = trouble;
  }
}

export function microphoneProblem(cause: unknown): MicrophoneProblem {
  if (cause instanceof MicrophoneProblem) return cause;
  // Not every browser's media error is an Error, but all have a name.
  const name = typeof cause === 'object' && cause !== null && 'name' in cause ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return new MicrophoneProblem('denied', cause);
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return new MicrophoneProblem('missing', cause);
  if (name === 'NotReadableError' || name === 'AbortError') return new MicrophoneProblem('busy', cause);
  return new MicrophoneProblem('unsupported', cause);
}
