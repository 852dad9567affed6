import { useEffect, useRef } from 'react';
import { classes } from '@/shared/lib/classes';
import type { LiveTurn } from '@/shared/live/live-state';
import { firstName } from './words';

/** Captions. Finished turns are announced politely; words that may still change are shown, not read out. */
export function LiveTranscript({
  turns,
  partial,
  personaName,
  shown,
}: {
  turns: readonly LiveTurn[];
  partial: { speaker: 'user' | 'persona'; text: string } | null;
  personaName: string;
  shown: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const count = turns.length;
  const partialText = partial?.text;
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    // Whoever has scrolled back to read is left in peace.
    const near = element.scrollHeight - element.scrollTop - element.clientHeight < 160;
    if (near) element.scrollTop = element.scrollHeight;
  }, [count, partialText]);
  return (
    <div ref={box} tabIndex={0} role="region" aria-label="Captions" className={classes('min-h-0 flex-1 overflow-y-auto px-4 pb-6 sm:px-8', !shown && 'sr-only')}>
      {/* The newest words stand just above the controls, as captions do. */}
      <div className="flex min-h-full flex-col justify-end">
        <div role="log" aria-label="Transcript" aria-live="polite" aria-relevant="additions" className="mx-auto flex w-full max-w-reading flex-col gap-3">
          {turns.map((turn) => (
            <Line key={`${turn.speaker}${turn.turn}`} speaker={turn.speaker} personaName={personaName} text={turn.text} interrupted={turn.interrupted} />
          ))}
        </div>
        {partial !== null && partial.text !== '' && (
          <div aria-hidden="true" data-testid="partial" className="mx-auto mt-3 w-full max-w-reading italic">
            <Line speaker={partial.speaker} personaName={personaName} text={partial.text} interrupted={false} />
          </div>
        )}
      </div>
    </div>
  );
}

function Line({ speaker, personaName, text, interrupted }: { speaker: 'user' | 'persona'; personaName: string; text: string; interrupted: boolean }) {
  return (
    <p className="grid gap-x-3 sm:grid-cols-[4.5rem_1fr]" data-speaker={speaker}>
      <span className="pt-px text-sm text-ink-muted sm:text-right">{speaker === 'user' ? 'You' : firstName(personaName)}</span>
      <span className={classes('text-md', speaker === 'user' ? 'text-ink' : 'text-ink-soft')}>
        {text}
        {interrupted && <span className="text-ink-muted"> — interrupted</span>}
      </span>
    </p>
  );
}
