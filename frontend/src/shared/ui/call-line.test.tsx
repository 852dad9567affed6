import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { CallLine } from './call-line';
import { barsPath, blocksPath, msOf, segmentAt, timeMarks, xOf, type CallPeaks, type Frame } from './call-line-geometry';
import { livePaths } from './live-call-line';

const frame: Frame = { width: 100, mid: 50, reach: 40, gap: 2, durationMs: 1000 };
const segments = [
  { speaker: 'persona' as const, startMs: 0, endMs: 400 },
  { speaker: 'user' as const, startMs: 500, endMs: 1000 },
];

describe('the call line', () => {
  it('draws us above the line and them below it', () => {
    expect(blocksPath(segments, 'user', frame)).toBe('M50 48H99.3V10H50Z');
    expect(blocksPath(segments, 'persona', frame)).toBe('M0 52H39.3V90H0Z');
  });

  it('draws nothing where nobody was heard, and the loudest to its full reach', () => {
    const peaks: CallPeaks = { msPerPeak: 100, user: [0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0], persona: [] };
    expect(barsPath(peaks, 'user', frame, 10)).toBe('M25 48V10');
    expect(barsPath(peaks, 'persona', frame, 10)).toBe('');
  });

  it('keeps who was louder when it fills the picture', () => {
    const peaks: CallPeaks = { msPerPeak: 1000, user: [0.4], persona: [0.2] };
    expect(barsPath(peaks, 'user', frame, 100)).toBe('M50 48V10');
    expect(barsPath(peaks, 'persona', frame, 100)).toMatch(/^M50 52V7\d/);
  });

  it('finds the place of a moment and the moment of a place, and stays inside', () => {
    expect(xOf(250, frame)).toBe(25);
    expect(msOf(25, frame)).toBe(250);
    expect(xOf(9_000, frame)).toBe(100);
    expect(msOf(-5, frame)).toBe(0);
    expect(xOf(5, { width: 100, durationMs: 0 })).toBe(0);
  });

  it('knows who spoke last at a moment', () => {
    expect(segmentAt(segments, 100)).toBe(0);
    expect(segmentAt(segments, 450)).toBe(0);
    expect(segmentAt(segments, 600)).toBe(1);
    expect(segmentAt([], 5)).toBe(-1);
  });

  it('marks round times, as many as fit', () => {
    expect(timeMarks(144_000, 720)).toEqual([30_000, 60_000, 90_000, 120_000]);
    expect(timeMarks(3_600_000, 300).length).toBeLessThanOrEqual(4);
  });

  it('can be moved by keys and says where it stands', () => {
    const seek = vi.fn();
    render(<CallLine call={{ durationMs: 60_000, segments }} size="player" label="Position" positionMs={10_000} onSeek={seek} />);
    const slider = screen.getByRole('slider', { name: 'Position' });
    expect(slider).toHaveAttribute('aria-valuetext', '10 seconds of 1 minute');
    fireEvent.keyDown(slider, { key: 'ArrowRight' });
    fireEvent.keyDown(slider, { key: 'End' });
    expect(seek.mock.calls).toEqual([[15_000], [60_000]]);
  });

  it('is a picture with a name where it cannot be moved', () => {
    render(<CallLine call={{ durationMs: 1000, segments }} size="row" label="Shape of the call" />);
    expect(screen.getByRole('img', { name: 'Shape of the call' })).toBeInTheDocument();
  });
});

describe('the live line', () => {
  const quiet = { ours: 0, theirs: 0 };

  it('sets the speech that is going on apart from what is past', () => {
    const past = [...Array.from({ length: 5 }, () => ({ ours: 0.5, theirs: 0 })), ...Array.from({ length: 12 }, () => quiet)];
    const drawn = livePaths([...past, { ours: 0, theirs: 0.5 }, { ours: 0, theirs: 0.4 }], 500, 50);
    expect(drawn.ours.match(/M/g)).toHaveLength(5);
    expect(drawn.theirs).toBe('');
    expect(drawn.now.match(/M/g)).toHaveLength(2);
  });

  it('has no live end once it stands still', () => {
    const drawn = livePaths([quiet, { ours: 0, theirs: 0.5 }], 500, 50, false);
    expect(drawn.now).toBe('');
    expect(drawn.theirs.match(/M/g)).toHaveLength(1);
  });

  it('is not live any more after half a second of silence', () => {
    const drawn = livePaths([{ ours: 0.5, theirs: 0 }, ...Array.from({ length: 12 }, () => quiet)], 500, 50);
    expect(drawn.now).toBe('');
  });
});
