import { classes } from '@/shared/lib/classes';

/** How much of a limit is used: words first, the bar beside them. */
export function Meter({ label, used, max, text, soft = 0.8 }: { label: string; used: number; max: number; text: string; soft?: number }) {
  const share = max <= 0 ? (used > 0 ? 1 : 0) : Math.min(1, used / max);
  const tone = share >= 1 ? 'bg-danger' : share >= soft ? 'bg-warn' : 'bg-ink-soft';
  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="min-w-0 break-words">{label}</span>
        <span className="num text-sm text-ink-muted">{text}</span>
      </div>
      <div role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={max} aria-valuenow={Math.min(used, max)} aria-valuetext={text} className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-pressed">
        <div className={classes('h-full origin-left rounded-full', tone)} style={{ width: `${String(share * 100)}%` }} />
      </div>
    </div>
  );
}
