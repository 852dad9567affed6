import { useId, type KeyboardEvent, type PointerEvent } from 'react';
import { classes } from '@/shared/lib/classes';
import { clock, spokenSpan } from '@/shared/lib/format';
import { useWidth } from '@/shared/lib/use-width';
import { barsPath, blocksPath, msOf, timeMarks, xOf, type CallShape, type Frame } from './call-line-geometry';

export type CallLineSize = 'row' | 'strip' | 'player' | 'hero';
export type CallMoment = { atMs: number; label: string; tone: 'plain' | 'good' | 'danger' };

const looks: Record<CallLineSize, { height: number; reach: number; gap: number; step: number; stroke: number }> = {
  row: { height: 20, reach: 8, gap: 1.5, step: 3, stroke: 1.6 },
  strip: { height: 44, reach: 19, gap: 2, step: 3, stroke: 1.6 },
  player: { height: 112, reach: 48, gap: 3, step: 3, stroke: 1.7 },
  hero: { height: 260, reach: 118, gap: 4, step: 4, stroke: 2.2 },
};

type CallLineProps = {
  call: CallShape;
  size: CallLineSize;
  label: string;
  moments?: readonly CallMoment[];
  /** Where the sound is. Before it the line is full, after it faint. */
  positionMs?: number;
  onSeek?: (ms: number) => void;
  /** Marks the place as the live one. */
  live?: boolean;
  marks?: boolean;
  width?: number;
  className?: string;
};

/** The product's one motif: a call as a line in time. The same drawing is thumbnail, scrubber and hero. */
export function CallLine({ call, size, label, moments = [], positionMs, onSeek, live = false, marks = false, width: fixed, className }: CallLineProps) {
  const { ref, width: measured } = useWidth<HTMLDivElement>(fixed ?? (size === 'row' ? 144 : 720));
  const width = fixed ?? measured;
  const clip = useId();
  const look = looks[size];
  const frame: Frame = { width, mid: look.height / 2, reach: look.reach, gap: look.gap, durationMs: call.durationMs };
  const solid = call.peaks === undefined;
  const draw = (side: 'user' | 'persona') =>
    call.peaks === undefined ? blocksPath(call.segments, side, frame) : barsPath(call.peaks, side, frame, look.step);
  const ours = draw('user');
  const theirs = draw('persona');
  // Before anything was played nothing is behind or ahead: the whole call is shown in full.
  const begun = positionMs !== undefined && positionMs > 0;
  const played = begun ? xOf(positionMs, frame) : width;

  const seekTo = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onSeek?.(msOf(event.clientX - box.left, { width: box.width, durationMs: call.durationMs }));
  };
  const seekByKey = (event: KeyboardEvent) => {
    const at = positionMs ?? 0;
    const target: Record<string, number> = {
      ArrowRight: at + 5_000,
      ArrowLeft: at - 5_000,
      PageUp: at + 30_000,
      PageDown: at - 30_000,
      Home: 0,
      End: call.durationMs,
    };
    const next = target[event.key];
    if (next === undefined || onSeek === undefined) return;
    event.preventDefault();
    onSeek(Math.min(call.durationMs, Math.max(0, next)));
  };

  const seekable = onSeek
    ? ({
        role: 'slider',
        tabIndex: 0,
        'aria-valuemin': 0,
        'aria-valuemax': Math.round(call.durationMs / 1000),
        'aria-valuenow': Math.round((positionMs ?? 0) / 1000),
        'aria-valuetext': `${spokenSpan(positionMs ?? 0)} of ${spokenSpan(call.durationMs)}`,
        onKeyDown: seekByKey,
        onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          seekTo(event);
        },
        onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event);
        },
      } as const)
    : ({ role: 'img' } as const);

  return (
    <div ref={ref} aria-label={label} {...seekable} className={classes('relative touch-none', onSeek && 'cursor-pointer rounded-sm', className)}>
      <svg aria-hidden="true" width={width} height={look.height} viewBox={`0 0 ${String(width)} ${String(look.height)}`} className="block max-w-full">
        <defs>
          <clipPath id={clip}>
            <rect x={0} y={0} width={played} height={look.height} />
          </clipPath>
        </defs>
        <line x1={0} x2={width} y1={frame.mid} y2={frame.mid} className="stroke-silence" strokeWidth={1} />
        {begun && <Speech ours={ours} theirs={theirs} solid={solid} stroke={look.stroke} className="opacity-35" />}
        <g clipPath={`url(#${clip})`}>
          <Speech ours={ours} theirs={theirs} solid={solid} stroke={look.stroke} />
        </g>
        {moments.map((moment) => (
          <Moment key={`${String(moment.atMs)}${moment.label}`} moment={moment} x={xOf(moment.atMs, frame)} height={look.height} />
        ))}
        {begun && (
          <line x1={played} x2={played} y1={0} y2={look.height} strokeWidth={1.5} className={live ? 'stroke-live' : 'stroke-ink'} />
        )}
      </svg>
      {marks && <TimeMarks durationMs={call.durationMs} width={width} />}
    </div>
  );
}

function Speech({ ours, theirs, solid, stroke, className }: { ours: string; theirs: string; solid: boolean; stroke: number; className?: string }) {
  return solid ? (
    <g className={className}>
      <path d={ours} className="fill-ours" />
      <path d={theirs} className="fill-theirs" />
    </g>
  ) : (
    <g className={className} fill="none" strokeWidth={stroke} strokeLinecap="round">
      <path d={ours} className="stroke-ours" />
      <path d={theirs} className="stroke-theirs" />
    </g>
  );
}

const momentTones = { plain: 'fill-ink-muted', good: 'fill-good', danger: 'fill-danger' } as const;

/** Each tone has a shape of its own, so that colour is never alone: plain a tick, good a dot, danger a diamond. */
function Moment({ moment, x, height }: { moment: CallMoment; x: number; height: number }) {
  const tone = momentTones[moment.tone];
  const y = height - 4;
  if (moment.tone === 'good') return <circle cx={x} cy={y} r={3} className={tone} />;
  if (moment.tone === 'danger') return <path d={`M${String(x)} ${String(y - 4)}l4 4-4 4-4-4z`} className={tone} />;
  return <rect x={x - 0.75} y={y - 4} width={1.5} height={8} className={tone} />;
}

function TimeMarks({ durationMs, width }: { durationMs: number; width: number }) {
  return (
    <div aria-hidden="true" className="num relative h-4 text-2xs text-ink-faint">
      <span className="absolute left-0">0:00</span>
      {timeMarks(durationMs, width).map((at) => (
        <span key={at} className="absolute -translate-x-1/2" style={{ left: `${String((at / durationMs) * 100)}%` }}>
          {clock(at)}
        </span>
      ))}
      <span className="absolute right-0">{clock(durationMs)}</span>
    </div>
  );
}
