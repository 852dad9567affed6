import { useState } from 'react';
import { shortDay } from '@/shared/lib/format';
import { useWidth } from '@/shared/lib/use-width';

export type TrendPoint = { id: string; at: string; value: number };
type Scale = { top: number; ticks: readonly number[]; mark?: { value: number; text: string } };

const shapes = {
  tall: { height: 168, top: 14, right: 54, bottom: 22, left: 4, dot: 2.75 },
  small: { height: 84, top: 8, right: 8, bottom: 6, left: 6, dot: 2 },
} as const;

/** Values over time from zero, exact values on focus and under the pointer, a table behind. */
export function TrendPlot({
  points,
  title,
  unit,
  scale,
  text,
  size = 'tall',
}: {
  points: readonly TrendPoint[];
  title: string;
  unit: string;
  scale: Scale;
  text: (value: number) => string;
  size?: keyof typeof shapes;
}) {
  const { ref, width } = useWidth<HTMLDivElement>(size === 'tall' ? 640 : 240);
  const [at, setAt] = useState<number | null>(null);
  const { height, dot, ...pad } = shapes[size];
  const inner = { width: width - pad.left - pad.right, height: height - pad.top - pad.bottom };
  const x = (index: number) => pad.left + (points.length === 1 ? inner.width / 2 : (index / (points.length - 1)) * inner.width);
  const y = (value: number) => pad.top + (1 - Math.min(1, value / scale.top)) * inner.height;
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(point.value).toFixed(1)}`).join('');
  const shown = at === null ? points.length - 1 : Math.min(at, points.length - 1);
  const current = points[shown];
  return (
    <figure aria-label={title}>
      <div ref={ref} className="relative">
        <svg width={width} height={height} className="block max-w-full" aria-hidden="true">
          {scale.ticks.map((value) => (
            <g key={value}>
              <line x1={pad.left} x2={width - pad.right} y1={y(value)} y2={y(value)} className="stroke-hairline" />
              {size === 'tall' && (
                <text x={width - pad.right + 8} y={y(value) + 4} className="num fill-ink-faint text-2xs">
                  {value}
                </text>
              )}
            </g>
          ))}
          {scale.mark && (
            <>
              <line x1={pad.left} x2={width - pad.right} y1={y(scale.mark.value)} y2={y(scale.mark.value)} className="stroke-control-line" strokeDasharray="2 3" />
              <text x={width - pad.right + 8} y={y(scale.mark.value) + 4} className="num fill-ink-muted text-2xs">
                {scale.mark.text}
              </text>
            </>
          )}
          <path d={path} fill="none" className="stroke-ink" strokeWidth={size === 'tall' ? 1.75 : 1.5} strokeLinejoin="round" strokeLinecap="round" />
          {points.map((point, index) => (
            <circle key={point.id} cx={x(index)} cy={y(point.value)} r={index === shown ? dot + 1.5 : dot} className={index === shown ? 'fill-ink' : 'fill-surface stroke-ink'} strokeWidth={1.5} />
          ))}
          {size === 'tall' && points.length > 0 && (
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
            aria-valuetext={`${text(current.value)} on ${shortDay(current.at)}`}
            className="absolute inset-0 rounded-sm"
            onKeyDown={(event) => {
              const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
              if (step === undefined) return;
              event.preventDefault();
              setAt(Math.min(points.length - 1, Math.max(0, shown + step)));
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
          <span className="font-medium text-ink">{text(current.value)}</span> on {shortDay(current.at)}
        </figcaption>
      )}
      {size === 'tall' && <TrendTable columns={[{ name: unit, points, text }]} />}
    </figure>
  );
}

type Column = { name: string; points: readonly TrendPoint[]; text: (value: number) => string };

/** The same values in rows, for whoever reads numbers better than lines. */
export function TrendTable({ columns }: { columns: readonly Column[] }) {
  const days = new Map(columns.flatMap(({ points }) => points.map(({ id, at }) => [id, at] as const)));
  return (
    <details className="mt-1 text-sm">
      <summary className="w-fit rounded-sm text-ink-muted hover:text-ink">Show as table</summary>
      <div className="overflow-x-auto">
        <table className="num mt-2 w-full text-left">
          <thead>
            <tr className="text-ink-muted">
              <th scope="col" className="py-1 font-normal">Day</th>
              {columns.map(({ name }) => (
                <th key={name} scope="col" className="py-1 pl-4 text-right font-normal">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-hairline">
            {[...days].map(([id, at]) => (
              <tr key={id}>
                <td className="py-1">{shortDay(at)}</td>
                {columns.map(({ name, points, text }) => {
                  const point = points.find((one) => one.id === id);
                  return (
                    <td key={name} className="py-1 pl-4 text-right">
                      {point === undefined ? '–' : text(point.value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
