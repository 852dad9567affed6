import { useState } from 'react';
import type { UsageRow } from '@/shared/api/house-types';
import { shortDay } from '@/shared/lib/format';
import { compact, price } from '@/shared/lib/money';
import { useWidth } from '@/shared/lib/use-width';
import { tokens } from './usage-days';

const height = 180;
const pad = { top: 12, right: 48, bottom: 22 };

/** Tokens by day as columns from zero, input below output; exact values on focus and under the pointer. */
export function DayPlot({ rows }: { rows: readonly UsageRow[] }) {
  const { ref, width } = useWidth<HTMLDivElement>(640);
  const [at, setAt] = useState<number>();
  const top = nice(Math.max(1, ...rows.map(tokens)));
  const inner = { width: Math.max(80, width - pad.right), height: height - pad.top - pad.bottom };
  const step = inner.width / Math.max(1, rows.length);
  const bar = Math.max(2, Math.min(28, step - 2));
  const y = (value: number) => pad.top + (1 - value / top) * inner.height;
  const shown = Math.min(at ?? rows.length - 1, rows.length - 1);
  const current = rows[shown];
  const text = (row: UsageRow) => `${compact(row.tokensIn)} in, ${compact(row.tokensOut)} out, ${String(row.requests)} requests${row.cost === null ? '' : `, ${price(row.cost)}`}`;
  return (
    <figure aria-label="Tokens by day">
      <div ref={ref} className="relative">
        <svg width={width} height={height} className="block max-w-full" aria-hidden="true">
          {[0, top / 2, top].map((value) => (
            <g key={value}>
              <line x1={0} x2={inner.width} y1={y(value)} y2={y(value)} className="stroke-hairline" />
              <text x={inner.width + 8} y={y(value) + 4} className="num fill-ink-muted text-2xs">
                {compact(value)}
              </text>
            </g>
          ))}
          {rows.map((row, index) => {
            const x = index * step + (step - bar) / 2;
            const dim = at !== undefined && index !== shown ? 0.45 : 1;
            return (
              <g key={row.key} opacity={dim}>
                <rect x={x} width={bar} y={y(row.tokensIn)} height={Math.max(0, y(0) - y(row.tokensIn))} className="fill-data-1" />
                <rect x={x} width={bar} y={y(tokens(row))} height={Math.max(0, y(row.tokensIn) - y(tokens(row)) - (row.tokensIn > 0 ? 1 : 0))} className="fill-data-2" />
              </g>
            );
          })}
          <text x={0} y={height - 4} className="fill-ink-muted text-2xs">
            {shortDay(rows[0]?.key ?? '')}
          </text>
          <text x={inner.width} y={height - 4} textAnchor="end" className="fill-ink-muted text-2xs">
            {shortDay(rows.at(-1)?.key ?? '')}
          </text>
        </svg>
        {current && (
          <div
            role="slider"
            tabIndex={0}
            aria-label="Tokens by day"
            aria-valuemin={1}
            aria-valuemax={rows.length}
            aria-valuenow={shown + 1}
            aria-valuetext={`${shortDay(current.key)}: ${text(current)}`}
            className="absolute inset-0 rounded-sm"
            onKeyDown={(event) => {
              const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
              if (move === undefined) return;
              event.preventDefault();
              setAt(Math.min(rows.length - 1, Math.max(0, shown + move)));
            }}
            onPointerMove={(event) => {
              const box = event.currentTarget.getBoundingClientRect();
              setAt(Math.min(rows.length - 1, Math.max(0, Math.floor((event.clientX - box.left) / step))));
            }}
            onPointerLeave={() => { setAt(undefined); }}
          />
        )}
      </div>
      {current && (
        <figcaption className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-muted">
          <span className="font-medium text-ink">{shortDay(current.key)}</span>
          <span className="num flex items-center gap-1.5">
            <span aria-hidden="true" className="size-2 bg-data-1" />
            {compact(current.tokensIn)} in
          </span>
          <span className="num flex items-center gap-1.5">
            <span aria-hidden="true" className="size-2 bg-data-2" />
            {compact(current.tokensOut)} out
          </span>
          <span className="num">
            {current.requests} requests{current.cost !== null && `, ${price(current.cost)}`}
          </span>
        </figcaption>
      )}
    </figure>
  );
}

/** The next round number above, so that the scale reads easily. */
export function nice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((factor) => factor * power).find((round) => round >= value) ?? value;
}
