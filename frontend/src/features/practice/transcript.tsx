import type { Turn } from '@/shared/api/types';
import { classes } from '@/shared/lib/classes';
import { clock } from '@/shared/lib/format';
import { firstName } from './words';

/** What was said, turn by turn. The turn that is being heard is the marked one. */
export function Transcript({
  turns,
  personaName,
  desk,
  positionMs,
  onTurn,
}: {
  turns: readonly Turn[];
  personaName: string;
  /** Who answered first, and how many turns belong to that part. */
  desk?: { name: string; turns: number } | null;
  positionMs: number | undefined;
  onTurn: ((turn: Turn) => void) | undefined;
}) {
  return (
    <ol className="flex flex-col">
      {turns.map((turn, index) => {
        const other = desk && index < desk.turns ? desk.name : personaName;
        const current = positionMs !== undefined && turn.startMs <= positionMs && positionMs < turn.endMs;
        const time = <span className="num">{clock(turn.startMs)}</span>;
        return (
          <li key={turn.id} aria-current={current || undefined} className={classes('grid grid-cols-[3.25rem_1fr] gap-x-2 rounded-md py-2 pr-3', current && 'bg-pressed')}>
            {onTurn ? (
              <button
                type="button"
                onClick={() => {
                  onTurn(turn);
                }}
                className="h-6 justify-self-start rounded-sm px-2 text-sm text-ink-muted hover:bg-hover hover:text-ink"
              >
                <span className="sr-only">Play from </span>
                {time}
              </button>
            ) : (
              <span className="px-2 text-sm leading-6 text-ink-muted">{time}</span>
            )}
            <div>
              <p className="text-sm font-medium text-ink-muted">{turn.speaker === 'user' ? 'You' : firstName(other)}</p>
              <p className={classes('max-w-[65ch]', turn.speaker === 'user' ? 'text-ink' : 'text-ink-soft')}>
                {turn.text}
                {turn.interrupted && <span className="text-ink-muted"> — interrupted</span>}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
