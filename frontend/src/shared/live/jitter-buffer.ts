import { Resampler } from './resampler';
import { sampleRate } from './frames';

type Piece = { reply: string; positionMs: number; samples: Float32Array; used: number };

export type Played = { reply: string; ms: number };

const targetMinMs = 60;
const targetMaxMs = 200;
const targetStepMs = 30;
const calmMsUntilLower = 15_000;
const fadeMs = 10;
const rampMs = 4;
/** Beyond this the newest frames are refused and counted: no reply is that long. */
const boundMs = 180_000;

/**
 * Holds a little sound back so that the network's unevenness is not heard. It waits for `targetMs` before a reply
 * begins; each gap that is heard raises the target, a calm quarter minute lowers it. Runs inside the playback worklet,
 * knows nothing of it.
 */
export class JitterBuffer {
  targetMs = targetMinMs;
  underruns = 0;
  refused = 0;
  private readonly pieces: Piece[] = [];
  private readonly ended = new Set<string>();
  private readonly cleared = new Set<string>();
  private resampler: Resampler;
  private resampling = '';
  private buffered = 0;
  private flowing = false;
  private waited = 0;
  private calm = 0;
  private gain = 0;
  private tail: Float32Array | undefined;
  private tailUsed = 0;
  private played: Played | undefined;

  private readonly rate: number;

  constructor(rate: number) {
    this.rate = rate;
    this.resampler = new Resampler(sampleRate, rate);
  }

  get bufferedMs(): number {
    return (this.buffered / this.rate) * 1000;
  }

  push(reply: string, positionMs: number, samples: Float32Array): void {
    if (this.cleared.has(reply)) return;
    if (this.bufferedMs > boundMs) {
      this.refused += 1;
      return;
    }
    if (this.resampling !== reply) {
      this.resampler = new Resampler(sampleRate, this.rate);
      this.resampling = reply;
    }
    const ready = this.resampler.push(samples);
    if (ready.length === 0) return;
    this.pieces.push({ reply, positionMs, samples: ready, used: 0 });
    this.buffered += ready.length;
  }

  /** The reply has been sent whole: what is here may be played out, however little it is. */
  end(reply: string): void {
    remember(this.ended, reply);
  }

  /** Silence within ten milliseconds. Frames of the reply that are still on their way are dropped when they come. */
  clear(reply: string): Played | undefined {
    remember(this.cleared, reply);
    if (this.flowing && this.pieces.length > 0) {
      const tail = new Float32Array(Math.round((fadeMs / 1000) * this.rate));
      const written = this.take(tail);
      for (let at = 0; at < tail.length; at += 1) tail[at] = at < written ? (tail[at] ?? 0) * this.gain * (1 - at / tail.length) : 0;
      this.tail = tail;
      this.tailUsed = 0;
    }
    this.pieces.length = 0;
    this.buffered = 0;
    this.flowing = false;
    this.waited = 0;
    this.gain = 0;
    return this.played;
  }

  /** Fills one block of the output; says what of which reply has left with it. */
  pull(out: Float32Array): Played | undefined {
    out.fill(0);
    if (this.tail) {
      const rest = this.tail.subarray(this.tailUsed, this.tailUsed + out.length);
      out.set(rest);
      this.tailUsed += rest.length;
      if (this.tailUsed >= this.tail.length) this.tail = undefined;
      return undefined;
    }
    const first = this.pieces[0];
    if (!this.flowing) {
      if (!first) return undefined;
      this.waited += (out.length / this.rate) * 1000;
      const enough = this.bufferedMs >= this.targetMs || this.ended.has(first.reply) || this.waited >= this.targetMs * 2;
      if (!enough) return undefined;
      this.flowing = true;
      this.waited = 0;
    }
    const written = this.take(out);
    this.ramp(out, written);
    if (written < out.length) this.ranDry();
    else this.stayedCalm(out.length);
    return written > 0 ? this.played : undefined;
  }

  private take(out: Float32Array): number {
    let written = 0;
    while (written < out.length) {
      const piece = this.pieces[0];
      if (!piece) break;
      const part = piece.samples.subarray(piece.used, piece.used + out.length - written);
      out.set(part, written);
      piece.used += part.length;
      written += part.length;
      this.buffered -= part.length;
      this.played = { reply: piece.reply, ms: piece.positionMs + (piece.used / this.rate) * 1000 };
      if (piece.used >= piece.samples.length) this.pieces.shift();
    }
    return written;
  }

  private ramp(out: Float32Array, length: number): void {
    if (this.gain >= 1) return;
    const step = 1000 / (rampMs * this.rate);
    for (let at = 0; at < length; at += 1) {
      out[at] = (out[at] ?? 0) * this.gain;
      this.gain = Math.min(1, this.gain + step);
    }
  }

  private ranDry(): void {
    this.flowing = false;
    this.gain = 0;
    if (this.played && this.ended.has(this.played.reply)) return;
    this.underruns += 1;
    this.calm = 0;
    this.targetMs = Math.min(targetMaxMs, this.targetMs + targetStepMs);
  }

  private stayedCalm(samples: number): void {
    this.calm += (samples / this.rate) * 1000;
    if (this.calm < calmMsUntilLower) return;
    this.calm = 0;
    this.targetMs = Math.max(targetMinMs, this.targetMs - targetStepMs);
  }
}

/** Keeps the last few ids only: a call has hundreds of replies, and old ones never come back. */
function remember(ids: Set<string>, id: string): void {
  ids.add(id);
  if (ids.size > 16) for (const oldest of ids) return void ids.delete(oldest);
}
