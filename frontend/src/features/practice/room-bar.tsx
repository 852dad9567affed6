import { useEffect, useState } from 'react';
import type { Session } from '@/shared/api/types';
import { clock, spokenSpan } from '@/shared/lib/format';
import { classes } from '@/shared/lib/classes';
import type { LiveState, Quality } from '@/shared/live/live-state';
import { SimulatedMark } from '@/shared/ui/faces';
import { Avatar } from './avatar';

export function RoomBar({ session, state, simulated }: { session: Session; state: Pick<LiveState, 'startedAt' | 'quality'>; simulated: boolean }) {
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 border-b border-hairline px-4">
      <Avatar name={session.persona.name} />
      <div className="min-w-0 flex-1">
        <h1 className="truncate font-semibold">{session.persona.name}</h1>
        <p className="truncate text-sm text-ink-muted">
          {session.persona.role}, {session.persona.company}
        </p>
      </div>
      {simulated && (
        <span className="hidden sm:block">
          <SimulatedMark />
        </span>
      )}
      <QualityMark quality={state.quality} known={state.startedAt !== null} />
      <Timer startedAt={state.startedAt} limitMs={session.timeLimitS * 1000} />
    </header>
  );
}

const qualityWords: Record<Quality, string> = { good: 'Connection good', fair: 'Connection uneven', poor: 'Connection poor' };
const qualityBars: Record<Quality, number> = { good: 3, fair: 2, poor: 1 };

function QualityMark({ quality, known }: { quality: Quality; known: boolean }) {
  if (!known) return null;
  return (
    <span className="flex items-end gap-0.5" title={qualityWords[quality]} role="img" aria-label={qualityWords[quality]}>
      {[1, 2, 3].map((bar) => (
        <span key={bar} className={classes('w-1 rounded-full', bar === 1 ? 'h-1.5' : bar === 2 ? 'h-2.5' : 'h-3.5', bar <= qualityBars[quality] ? (quality === 'poor' ? 'bg-danger' : 'bg-ink') : 'bg-silence')} />
      ))}
      {quality !== 'good' && <span className="ml-1 text-sm text-ink-muted max-sm:sr-only">{quality === 'fair' ? 'Uneven' : 'Poor'}</span>}
    </span>
  );
}

/** Counts from the moment the engine listened. Screen readers get the span on demand, not every second. */
export function Timer({ startedAt, limitMs }: { startedAt: number | null; limitMs: number }) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(performance.now());
    }, 500);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const elapsed = startedAt === null ? 0 : Math.max(0, now - startedAt);
  const near = limitMs - elapsed < 60_000;
  return (
    <p className="num text-md font-medium" role="timer" aria-live="off" aria-label={`${spokenSpan(elapsed)} of ${spokenSpan(limitMs)}`}>
      {clock(elapsed)}
      <span className={classes('text-sm font-normal', near ? 'text-warn' : 'text-ink-muted')}> / {clock(limitMs)}</span>
    </p>
  );
}
