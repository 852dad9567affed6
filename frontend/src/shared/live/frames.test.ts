// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame } from './frames';
import { Resampler } from './resampler';

describe('a frame', () => {
  it('has a big-endian header and little-endian samples', () => {
    const bytes = new Uint8Array(encodeFrame(0x01020304, 0x0a0b0c0d, new Int16Array([0x1122, -2])));
    expect([...bytes]).toEqual([1, 2, 3, 4, 10, 11, 12, 13, 0x22, 0x11, 0xfe, 0xff]);
  });

  it('comes back as it went, also with the largest numbers', () => {
    const pcm = new Int16Array([0, 32_767, -32_768]);
    expect(decodeFrame(encodeFrame(4_294_967_295, 4_294_967_295, pcm))).toEqual({ sequence: 4_294_967_295, timeMs: 4_294_967_295, pcm });
  });

  it('is nothing when it is too short or holds half a sample', () => {
    expect(decodeFrame(new ArrayBuffer(7))).toBeUndefined();
    expect(decodeFrame(new ArrayBuffer(11))).toBeUndefined();
    expect(decodeFrame(new ArrayBuffer(8))?.pcm).toHaveLength(0);
  });
});

function tone(hertz: number, rate: number, samples: number): Float32Array {
  return Float32Array.from({ length: samples }, (_, at) => Math.sin((2 * Math.PI * hertz * at) / rate));
}

function power(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

function inPieces(from: number, to: number, input: Float32Array): Float32Array {
  const resampler = new Resampler(from, to);
  const out: number[] = [];
  for (let at = 0; at < input.length; at += 128) out.push(...resampler.push(input.subarray(at, at + 128)));
  return Float32Array.from(out);
}

describe('the resampler', () => {
  it.each([
    [48_000, 24_000],
    [44_100, 24_000],
    [24_000, 48_000],
    [24_000, 44_100],
    [16_000, 24_000],
  ])('keeps the length and the loudness of speech from %i to %i Hz', (from, to) => {
    const out = inPieces(from, to, tone(440, from, from));
    expect(Math.abs(out.length - to)).toBeLessThan(to * 0.003);
    expect(power(out.subarray(200, -200))).toBeCloseTo(Math.SQRT1_2, 1);
  });

  it('does not fold what is above the new limit into speech', () => {
    const out = inPieces(48_000, 24_000, tone(17_000, 48_000, 48_000));
    expect(power(out.subarray(200, -200))).toBeLessThan(0.1);
  });

  it('gives the same sound in pieces as at once', () => {
    const input = tone(300, 48_000, 4_800);
    const whole = new Resampler(48_000, 24_000).push(input);
    const pieces = inPieces(48_000, 24_000, input);
    whole.forEach((sample, at) => {
      if (at < pieces.length) expect(sample).toBeCloseTo(pieces[at] ?? 0, 5);
    });
  });
});
