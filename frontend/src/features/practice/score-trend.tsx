import { useState } from 'react';
import type { Trend } from '@/shared/api/types';
import { score as scoreText, shortDay } from '@/shared/lib/format';
import { useWidth } from '@/shared/lib/use-width';

const height = 168;
const pad = { top: 14, right: 54, bottom: 22, left: 4 };
const passMark = 70;

/** Scores over time from zero to a hundred, the pass mark as a labelled line, exact values on focus, a table behind. */
export function ScoreTrend({ items, title }: { items: readonly Trend[]; title: string }) {
  const { ref, width } = useWidth<HTMLDivElement>(640);
  const [at, setAt] = useState<number | null>(null);
  const points = items.flatMap((item) => (item.score === null ? [] : [{ ...item, score: item.score }]));
  const inner = { width: width - pad.left - pad.right, height: height - pad.top - pad.bottom };
  const x = (index: number) => pad.left + (points.length === 1 ? inner.width / 2 : (index / (points.length - 1)) * inner.width);
  const y = (value: number) => pad.top + (1 - value / 100) * inner.height;
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(point.score).toFixed(1)}`).join('');
  const shown = at === null ? points.length - 1 : at;
  const current = points[shown];
  const move = (step: number) => {
    setAt(Math.min(points.length - 1, Math.max(0, shown + step)));
  };
  return (
    <figure aria-label={title}>
      <div ref={ref} className="relative">
        <svg width={width} height={height} className="block max-w-full" aria-hidden="true">
          {[0, 50, 100].map((value) => (
            <g key={value}>
              <line x1={pad.left} x2={width - pad.right} y1={y(value)} y2={y(value)} className="stroke-hairline" />
              <text x={width - pad.right + 8} y={y(value) + 4} className="num fill-ink-faint text-2xs">
                {value}
              </text>
            </g>
          ))}
          <line x1={pad.left} x2={width - pad.right} y1={y(passMark)} y2={y(passMark)} className="stroke-control-line" strokeDasharray="2 3" />
          <text x={width - pad.right + 8} y={y(passMark) + 4} className="num fill-ink-muted text-2xs">
            {passMark} pass
          </text>
          <path d={path} fill="none" className="stroke-ink" strokeWidth={1.75} strokeLinejoin="round" strokeLinecap="round" />
          {points.map((point, index) => (
            <circle key={point.sessionId} cx={x(index)} cy={y(point.score)} r={index === shown ? 4.5 : 2.75} className={index === shown ? 'fill-ink' : 'fill-surface stroke-ink'} strokeWidth={1.5} />
          ))}
          {points.length > 0 && (
            <>
              <text x={pad.left} y={height - 4} className="fill-ink-muted text-2xs">
                {shortDay(points[0]?.at ?? '')}
              </text>
              <text x={width - pad.right} y={height - 4} textAnchor="end" className="fill-ink-muted text-2xs">
                {shortDay(points.at(-1)?.at ?? '')}
              </text>
            </>
          )}
        </svg>
        {current && (
          <div
            role="slider"
            tabIndex={0}
            aria-label={title}
            aria-valuemin={1}
            aria-valuemax={points.length}
            aria-valuenow={shown + 1}
            aria-valuetext={`${scoreText(current.score)} on ${shortDay(current.at)}`}
            className="absolute inset-0 rounded-sm"
            onKeyDown={(event) => {
              const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
              if (step === undefined) return;
              event.preventDefault();
              move(step);
            }}
            onPointerMove={(event) => {
              const box = event.currentTarget.getBoundingClientRect();
              const share = (event.clientX - box.left - pad.left) / inner.width;
              setAt(Math.min(points.length - 1, Math.max(0, Math.round(share * (points.length - 1)))));
            }}
            onPointerLeave={() => {
              setAt(null);
            }}
          />
        )}
      </div>
      {current && (
        <figcaption className="num mt-1 text-sm text-ink-muted">
          <span className="font-medium text-ink">{scoreText(current.score)}</span> on {shortDay(current.at)}
        </figcaption>
      )}
      <details className="mt-1 text-sm">
        <summary className="w-fit rounded-sm text-ink-muted hover:text-ink">Show as table</summary>
        <table className="num mt-2 w-full text-left">
          <thead>
            <tr className="text-ink-muted">
              <th scope="col" className="py-1 font-normal">Day</th>
              <th scope="col" className="py-1 text-right font-normal">Score</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-hairline">
            {points.map((point) => (
              <tr key={point.sessionId}>
                <td className="py-1">{shortDay(point.at)}</td>
                <td className="py-1 text-right">{scoreText(point.score)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
