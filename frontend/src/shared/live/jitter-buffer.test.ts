// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { frameSamples, sampleRate } from './frames';
import { JitterBuffer } from './jitter-buffer';

const block = 128;

function frame(value = 0.5): Float32Array {
  return new Float32Array(frameSamples).fill(value);
}

function fill(buffer: JitterBuffer, reply: string, frames: number, from = 0): void {
  for (let index = 0; index < frames; index += 1) buffer.push(reply, from + index * 20, frame());
}

function pullMs(buffer: JitterBuffer, ms: number) {
  const out: number[] = [];
  let last: ReturnType<JitterBuffer['pull']>;
  for (let at = 0; at < (ms / 1000) * sampleRate; at += block) {
    const piece = new Float32Array(block);
    last = buffer.pull(piece) ?? last;
    out.push(...piece);
  }
  return { out, last };
}

const loudest = (samples: number[]) => Math.max(0, ...samples.map(Math.abs));

describe('the jitter buffer', () => {
  it('holds back until its target is reached, then plays', () => {
    const buffer = new JitterBuffer(sampleRate);
    fill(buffer, 'r1', 2);
    expect(loudest(pullMs(buffer, 20).out)).toBe(0);
    fill(buffer, 'r1', 2, 40);
    expect(loudest(pullMs(buffer, 20).out)).toBeGreaterThan(0.4);
  });

  it('plays a reply that is shorter than its target once it is whole', () => {
    const buffer = new JitterBuffer(sampleRate);
    fill(buffer, 'r1', 1);
    buffer.end('r1');
    expect(loudest(pullMs(buffer, 20).out)).toBeGreaterThan(0.4);
    expect(buffer.underruns).toBe(0);
  });

  it('says what has really left', () => {
    const buffer = new JitterBuffer(sampleRate);
    fill(buffer, 'r1', 10, 1_000);
    const { last } = pullMs(buffer, 100);
    expect(last?.reply).toBe('r1');
    expect(last?.ms).toBeGreaterThan(1_095);
    expect(last?.ms).toBeLessThan(1_110);
  });

  it('is silent ten milliseconds after a clear and drops the frames that come late', () => {
    const buffer = new JitterBuffer(sampleRate);
    fill(buffer, 'r1', 20);
    pullMs(buffer, 60);
    buffer.clear('r1');
    const { out } = pullMs(buffer, 40);
    expect(loudest(out.slice(0, 120))).toBeGreaterThan(0);
    expect(loudest(out.slice(Math.ceil(0.011 * sampleRate)))).toBe(0);
    fill(buffer, 'r1', 20, 400);
    expect(buffer.bufferedMs).toBe(0);
    fill(buffer, 'r2', 5);
    expect(loudest(pullMs(buffer, 40).out)).toBeGreaterThan(0.4);
  });

  it('fades instead of clicking when cleared', () => {
    const buffer = new JitterBuffer(sampleRate);
    fill(buffer, 'r1', 20);
    pullMs(buffer, 60);
    buffer.clear('r1');
    const { out } = pullMs(buffer, 20);
    const steps = out.slice(1).map((sample, index) => Math.abs(sample - (out[index] ?? 0)));
    expect(loudest(steps)).toBeLessThan(0.05);
  });

  it('waits longer after a gap that was heard, up to 200 ms', () => {
    const buffer = new JitterBuffer(sampleRate);
    for (let gap = 0; gap < 12; gap += 1) {
      fill(buffer, 'r1', 15, gap * 300);
      pullMs(buffer, 400);
    }
    expect(buffer.underruns).toBe(12);
    expect(buffer.targetMs).toBe(200);
  });

  it('comes down again when the network is calm', () => {
    const buffer = new JitterBuffer(sampleRate);
    fill(buffer, 'r1', 10);
    pullMs(buffer, 300);
    expect(buffer.targetMs).toBe(90);
    for (let second = 0; second < 16; second += 1) {
      fill(buffer, 'r1', 50, second * 1000);
      if (second === 0) fill(buffer, 'r1', 20);
      pullMs(buffer, 1000);
    }
    expect(buffer.targetMs).toBe(60);
  });

  it('refuses more than three minutes and counts it', () => {
    const buffer = new JitterBuffer(sampleRate);
    fill(buffer, 'r1', 9_100);
    expect(buffer.refused).toBeGreaterThan(0);
    expect(buffer.bufferedMs).toBeLessThan(181_000);
  });

  it('plays at the rate of the device', () => {
    const buffer = new JitterBuffer(48_000);
    fill(buffer, 'r1', 10);
    expect(buffer.bufferedMs).toBeGreaterThan(190);
    expect(buffer.bufferedMs).toBeLessThan(201);
  });
});
