import { useEffect, useRef } from 'react';
import { useWidth } from '@/shared/lib/use-width';
import { eyeHeight } from './call-line-geometry';

export type Levels = { ours: number; theirs: number };

const heights = { wide: 184, narrow: 112 } as const;
const narrowBelowPx = 560;
const stepPx = 5;
const sampleMs = 60;
const gapPx = 3;

/**
 * The call line while it is being drawn. The newest sound enters at the right and moves left at the speed of time.
 * It writes to the DOM itself: sixty pictures a second are no business of React's.
 */
export function LiveCallLine({ levels, label, moving }: { levels: () => Levels; label: string; moving: boolean }) {
  const { ref, width } = useWidth<HTMLDivElement>(720);
  const heightPx = width < narrowBelowPx ? heights.narrow : heights.wide;
  const strip = useRef<SVGGElement>(null);
  const ours = useRef<SVGPathElement>(null);
  const theirs = useRef<SVGPathElement>(null);
  const now = useRef<SVGPathElement>(null);
  const read = useRef(levels);
  useEffect(() => {
    read.current = levels;
  }, [levels]);

  useEffect(() => {
    if (!moving || typeof requestAnimationFrame === 'undefined') return;
    const kept = Math.ceil(width / stepPx) + 1;
    const samples: Levels[] = [];
    const calm = typeof matchMedia !== 'undefined' && matchMedia('(prefers-reduced-motion: reduce)').matches;
    let loudest: Levels = { ours: 0, theirs: 0 };
    let lastSample = performance.now();
    let frame = 0;
    const draw = (drawn: LivePaths) => {
      ours.current?.setAttribute('d', drawn.ours);
      theirs.current?.setAttribute('d', drawn.theirs);
      now.current?.setAttribute('d', drawn.now);
    };
    const paint = (time: number) => {
      const level = read.current();
      loudest = { ours: Math.max(loudest.ours, level.ours), theirs: Math.max(loudest.theirs, level.theirs) };
      // A tab that slept does not replay the time it missed.
      if (time - lastSample > 2000) lastSample = time - sampleMs;
      while (time - lastSample >= sampleMs) {
        samples.push(loudest);
        loudest = { ours: 0, theirs: 0 };
        lastSample += sampleMs;
        if (samples.length > kept) samples.shift();
        draw(livePaths(samples, width, heightPx / 2));
      }
      if (!calm) strip.current?.setAttribute('transform', `translate(${(-((time - lastSample) / sampleMs) * stepPx).toFixed(2)} 0)`);
      frame = requestAnimationFrame(paint);
    };
    frame = requestAnimationFrame(paint);
    return () => {
      cancelAnimationFrame(frame);
      // A line that stands still has no live end any more.
      draw(livePaths(samples, width, heightPx / 2, false));
    };
  }, [width, heightPx, moving]);

  return (
    <div ref={ref} role="img" aria-label={label} className="w-full overflow-hidden">
      <svg aria-hidden="true" width={width} height={heightPx} className="block max-w-full">
        <line x1={0} x2={width} y1={heightPx / 2} y2={heightPx / 2} className="stroke-silence" />
        <g ref={strip} fill="none" strokeWidth={2.6} strokeLinecap="round">
          <path ref={ours} className="stroke-ours" />
          <path ref={theirs} className="stroke-theirs" />
          <path ref={now} className="stroke-live" strokeWidth={2.8} />
        </g>
      </svg>
    </div>
  );
}

const audible = 0.03;

type LivePaths = { ours: string; theirs: string; now: string };

/** Bars of the past in their own tones; the bars of the speech that is going on right now apart, to be the live ones. */
export function livePaths(samples: readonly Levels[], width: number, mid: number, moving = true): LivePaths {
  const reach = mid - gapPx - 2;
  let ours = '';
  let theirs = '';
  let now = '';
  const liveFrom = moving ? startOfCurrentSpeech(samples) : samples.length;
  samples.forEach((sample, index) => {
    const x = (width - (samples.length - index - 0.5) * stepPx).toFixed(1);
    const up = sample.ours > audible ? `M${x} ${String(mid - gapPx)}v${(-Math.max(1, eyeHeight(sample.ours) * reach)).toFixed(1)}` : '';
    const down = sample.theirs > audible ? `M${x} ${String(mid + gapPx)}v${Math.max(1, eyeHeight(sample.theirs) * reach).toFixed(1)}` : '';
    if (index >= liveFrom) now += up + down;
    else {
      ours += up;
      theirs += down;
    }
  });
  return { ours, theirs, now };
}

/** Walks back from now over pauses shorter than half a second. */
function startOfCurrentSpeech(samples: readonly Levels[]): number {
  const pauseMax = Math.round(500 / sampleMs);
  let start = samples.length;
  let quiet = 0;
  for (let index = samples.length - 1; index >= 0 && quiet <= pauseMax; index -= 1) {
    const sample = samples[index];
    if (sample && (sample.ours > audible || sample.theirs > audible)) {
      start = index;
      quiet = 0;
    } else quiet += 1;
  }
  return start;
}

/** A level as a bar that a number accompanies for those who cannot see it. */
export function LevelMeter({ level, label }: { level: () => number; label: string }) {
  const bar = useRef<HTMLDivElement>(null);
  const read = useRef(level);
  useEffect(() => {
    read.current = level;
  }, [level]);
  useEffect(() => {
    if (typeof requestAnimationFrame === 'undefined') return;
    let frame = 0;
    const paint = () => {
      if (bar.current) bar.current.style.transform = `scaleX(${Math.min(1, eyeHeight(read.current())).toFixed(3)})`;
      frame = requestAnimationFrame(paint);
    };
    frame = requestAnimationFrame(paint);
    return () => {
      cancelAnimationFrame(frame);
    };
  }, []);
  return (
    <div role="img" aria-label={label} className="h-1.5 w-full overflow-hidden rounded-full bg-pressed">
      <div ref={bar} className="h-full w-full origin-left scale-x-0 bg-ink" />
    </div>
  );
}
