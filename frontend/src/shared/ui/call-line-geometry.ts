/** The arithmetic of the call line: a call as a line in time, our speech above it and theirs below. No React, no DOM. */

export type Side = 'user' | 'persona';
export type CallSegment = { speaker: Side; startMs: number; endMs: number };
export type CallPeaks = { msPerPeak: number; user: readonly number[]; persona: readonly number[] };
export type CallShape = { durationMs: number; segments: readonly CallSegment[]; peaks?: CallPeaks | undefined };

/** Where the line lies: `mid` is its height, `reach` how far speech may go from it, `gap` the air beside it. */
export type Frame = { width: number; mid: number; reach: number; gap: number; durationMs: number };

export function xOf(ms: number, frame: Pick<Frame, 'width' | 'durationMs'>): number {
  if (frame.durationMs <= 0) return 0;
  return Math.min(1, Math.max(0, ms / frame.durationMs)) * frame.width;
}

export function msOf(x: number, frame: Pick<Frame, 'width' | 'durationMs'>): number {
  if (frame.width <= 0) return 0;
  return Math.min(1, Math.max(0, x / frame.width)) * frame.durationMs;
}

/** Loudness as the eye wants it: quiet speech still visible, loud speech not a wall. */
export function eyeHeight(peak: number): number {
  return Math.min(1, Math.max(0, peak)) ** 0.65;
}

function round(value: number): string {
  return (Math.round(value * 10) / 10).toString();
}

/** One upright stroke every `step` pixels, as high as the loudest moment that it stands for. */
export function barsPath(peaks: CallPeaks, side: Side, frame: Frame, step: number): string {
  const values = peaks[side];
  const scale = 1 / Math.max(0.05, loudestOf(peaks));
  const count = Math.max(1, Math.floor(frame.width / step));
  const up = side === 'user' ? -1 : 1;
  let path = '';
  for (let bar = 0; bar < count; bar += 1) {
    const from = Math.floor((bar / count) * (frame.durationMs / peaks.msPerPeak));
    const to = Math.max(from + 1, Math.floor(((bar + 1) / count) * (frame.durationMs / peaks.msPerPeak)));
    let loudest = 0;
    for (let at = from; at < to && at < values.length; at += 1) loudest = Math.max(loudest, values[at] ?? 0);
    if (loudest < 0.02) continue;
    const near = frame.mid + up * frame.gap;
    const far = near + up * Math.max(1, eyeHeight(loudest * scale) * (frame.reach - frame.gap));
    path += `M${round((bar + 0.5) * step)} ${round(near)}V${round(far)}`;
  }
  return path;
}

/** A quiet microphone still fills the picture; both sides share one scale, so who was louder stays true. */
function loudestOf(peaks: CallPeaks): number {
  let loudest = 0;
  for (const peak of peaks.user) loudest = Math.max(loudest, peak);
  for (const peak of peaks.persona) loudest = Math.max(loudest, peak);
  return loudest;
}

/** Without sound, a turn is a plain block: its length is known, its loudness is not, so none is drawn. */
export function blocksPath(segments: readonly CallSegment[], side: Side, frame: Frame): string {
  const up = side === 'user' ? -1 : 1;
  const near = frame.mid + up * frame.gap;
  const far = frame.mid + up * frame.reach;
  let path = '';
  for (const segment of segments) {
    if (segment.speaker !== side) continue;
    const left = xOf(segment.startMs, frame);
    const right = Math.max(left + 1, xOf(segment.endMs, frame) - 0.75);
    path += `M${round(left)} ${round(near)}H${round(right)}V${round(far)}H${round(left)}Z`;
  }
  return path;
}

export function segmentAt(segments: readonly CallSegment[], ms: number): number {
  let found = -1;
  segments.forEach((segment, index) => {
    if (segment.startMs <= ms && (ms < segment.endMs || found === -1)) found = index;
    else if (segment.startMs <= ms) found = index;
  });
  return found;
}

/** Time marks that fall on round numbers, as many as fit. */
export function timeMarks(durationMs: number, width: number): number[] {
  const wanted = Math.max(2, Math.floor(width / 90));
  const steps = [5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000];
  const step = steps.find((candidate) => durationMs / candidate <= wanted) ?? 1_200_000;
  const marks: number[] = [];
  for (let at = step; at < durationMs - step * 0.3; at += step) marks.push(at);
  return marks;
}
