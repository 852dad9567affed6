import type { Metric } from '@/shared/api/types';
import { classes } from '@/shared/lib/classes';
import { amount, metricNumber } from '@/shared/lib/format';
import { Tip } from '@/shared/ui/tip';

const stateWords: Record<Metric['state'], string> = { in: 'on target', near: 'just outside', far: 'far outside', none: '' };
const stateTones: Record<Metric['state'], string> = { in: 'bg-good', near: 'bg-warn', far: 'bg-danger', none: 'bg-ink-muted' };

/** A number with its unit and the band that it should be in. State is said in words, drawn in place, and coloured last. */
export function MetricRow({ metric }: { metric: Metric }) {
  const shown = metric.value === null ? null : metricNumber(metric.value, metric.unit);
  return (
    <div className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-1 py-2.5">
      <Tip text={metric.formula === '' ? metric.label : `${metric.label} = ${metric.formula}`}>
        <button type="button" className="justify-self-start rounded-sm text-left text-ink-soft decoration-dotted underline-offset-4 hover:underline">
          {metric.label}
        </button>
      </Tip>
      <p className="num text-md font-medium">
        {shown === null ? (
          <span className="text-base font-normal text-ink-muted">no data</span>
        ) : (
          <>
            {shown.figure}
            {shown.unit !== '' && <span className="pl-0.5 text-sm font-normal text-ink-muted">{shown.unit}</span>}
          </>
        )}
      </p>
      {metric.band !== null && metric.value !== null && <Band metric={metric} value={metric.value} band={metric.band} />}
    </div>
  );
}

function Band({ metric, value, band }: { metric: Metric; value: number; band: { low: number | null; high: number | null } }) {
  const low = band.low ?? 0;
  const high = band.high ?? Math.max(value, low) * 1.25;
  const top = Math.max(high * 1.6, value * 1.08, 0.001);
  const at = (number: number) => `${String(Math.min(100, Math.max(0, (number / top) * 100)))}%`;
  const range =
    band.low === null || low === 0
      ? `up to ${amount(high, metric.unit)}`
      : band.high === null
        ? `at least ${amount(low, metric.unit)}`
        : `${metricNumber(low, metric.unit).figure}–${amount(high, metric.unit)}`;
  return (
    <div className="col-span-2">
      <div className="relative h-2 rounded-full bg-pressed">
        <div className="absolute inset-y-0 rounded-full bg-band" style={{ left: at(low), right: `calc(100% - ${at(high)})` }} />
        <div className={classes('absolute -top-0.5 h-3 w-1 -translate-x-1/2 rounded-full', stateTones[metric.state])} style={{ left: at(value) }} />
      </div>
      <p className="num mt-1 text-xs text-ink-muted">
        {range}
        {stateWords[metric.state] !== '' && <span className={metric.state === 'in' ? '' : 'text-ink'}> · {stateWords[metric.state]}</span>}
      </p>
    </div>
  );
}
