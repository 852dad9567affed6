import type { Trend } from '@/shared/api/types';
import { amount } from '@/shared/lib/format';
import { TrendPlot, TrendTable } from './trend-plot';

/** The habits that practice changes, in the order in which a coach asks about them. */
const followed: { key: string; label: string; unit: string; top: number }[] = [
  { key: 'talk_share', label: 'Talk share', unit: '%', top: 100 },
  { key: 'question_rate', label: 'Questions per hour', unit: 'count', top: 0 },
  { key: 'patience', label: 'Patience', unit: 's', top: 0 },
  { key: 'longest_monologue', label: 'Longest monologue', unit: 's', top: 0 },
];

/** How the counted numbers develop, one small plot each, all from zero. */
export function MetricTrends({ items }: { items: readonly Trend[] }) {
  const plots = followed.flatMap(({ key, label, unit, top }) => {
    const points = items.flatMap(({ sessionId, at, metrics }) => {
      const value = metrics[key];
      return value === undefined ? [] : [{ id: sessionId, at, value }];
    });
    const highest = Math.max(top, ...points.map(({ value }) => value * 1.1), 1);
    return points.length < 2 ? [] : [{ key, label, unit, points, highest }];
  });
  if (plots.length === 0) return null;
  return (
    <div>
      <div className="grid gap-x-6 gap-y-6 grid-cols-2 xl:grid-cols-4">
      {plots.map(({ key, label, unit, points, highest }) => {
        return (
          <section key={key} aria-label={label}>
            <h3 className="mb-1 text-sm font-medium text-ink-soft">{label}</h3>
            <TrendPlot points={points} title={`${label} of each call`} unit={label} text={(value) => amount(value, unit)} size="small" scale={{ top: highest, ticks: [0] }} />
          </section>
        );
      })}
      </div>
      <div className="mt-2">
        <TrendTable columns={plots.map(({ label, unit, points }) => ({ name: label, points, text: (value) => amount(value, unit) }))} />
      </div>
    </div>
  );
}
