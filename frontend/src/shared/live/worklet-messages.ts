/** What the page and the two audio worklets say to each other. */

export type FromCapture = { pcm: Int16Array; timeMs: number; level: number };

export type ToPlayback =
  | { type: 'frame'; reply: string; positionMs: number; pcm: Int16Array }
  | { type: 'end'; reply: string }
  | { type: 'clear'; reply: string };

export type FromPlayback = {
  reply: string | null;
  ms: number;
  level: number;
  bufferedMs: number;
  underruns: number;
};
