import recorded from './sample-call.json';
import type { CallShape, Side } from './ui/call-line-geometry';

/** One practice call, kept with the product: the landing page, the sign-in pages and the preview image are drawn from it. */
export type SampleTurn = { id: string; speaker: Side; text: string; startMs: number; endMs: number };

const turns = recorded.turns as SampleTurn[];
const told = turns.find(({ id }) => id === recorded.quoteTurn) ?? turns[0];

export const sampleCall = {
  persona: recorded.persona,
  scenario: recorded.scenario,
  turns,
  shape: {
    durationMs: recorded.durationMs,
    segments: turns,
    peaks: recorded.waveform,
  } satisfies CallShape,
  /** What happened, by the words with which the rep brought it about. */
  moments: recorded.moments,
  /** A question that is worth asking, and what came back. */
  exchange: turns.filter(({ id }) => recorded.exchange.includes(id)),
  quote: { startMs: told?.startMs ?? 0, text: told?.text ?? '', who: `${recorded.persona.name}, ${recorded.persona.role}` },
};
