import { useQuery } from '@tanstack/react-query';
import type { Session } from '@/shared/api/types';
import { clock } from '@/shared/lib/format';
import { IconButton } from '@/shared/ui/button';
import { CallLine, type CallMoment } from '@/shared/ui/call-line';
import { Panel } from '@/shared/ui/faces';
import { outcomeOf } from './criterion-row';
import type { Player } from './player';
import { waveformQuery } from './session-queries';
import { firstName } from './words';

/** The whole call as its line: talk time, silence, and the moments that the scorecard quotes. It is the scrubber too. */
export function CallPlayer({ session, player }: { session: Session; player: Player }) {
  const audible = session.audio.available && !player.failed;
  const waveform = useQuery(waveformQuery(session.id, session.audio.available));
  if (session.turns.length === 0) return null;
  const durationMs = Math.max(session.audio.durationMs ?? 0, session.durationMs ?? 0, session.turns.at(-1)?.endMs ?? 0);
  const call = { durationMs, segments: session.turns, peaks: waveform.data };
  const spoken = (speaker: 'user' | 'persona') =>
    session.turns.reduce((sum, turn) => (turn.speaker === speaker ? sum + turn.endMs - turn.startMs : sum), 0);
  const ours = spoken('user');
  const theirs = spoken('persona');
  return (
    <Panel className="px-5 pt-4 pb-4" label="The call">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        {audible && <IconButton icon={player.playing ? 'pause' : 'play'} label={player.playing ? 'Pause' : 'Play'} tone="plain" onClick={player.toggle} />}
        {audible ? (
          <p className="num text-ink-soft">
            {clock(player.positionMs)} <span className="text-ink-muted">/ {clock(durationMs)}</span>
          </p>
        ) : (
          <p className="text-sm text-ink-muted">{player.failed ? 'The recording could not be played.' : session.mode === 'text' ? 'A call in text has no sound.' : 'No recording was kept for this call.'}</p>
        )}
        <p className="num ml-auto flex gap-4 text-sm text-ink-muted">
          <Share tone="bg-ours" name="You" of={ours / (ours + theirs)} />
          <Share tone="bg-theirs" name={firstName(session.persona.name)} of={theirs / (ours + theirs)} />
        </p>
      </div>
      <CallLine
        call={call}
        size="player"
        label={audible ? 'Position in the call' : 'Shape of the call: you above the line, the buyer below'}
        moments={momentsOf(session)}
        marks
        {...(audible && { positionMs: player.positionMs, onSeek: player.seek })}
      />
    </Panel>
  );
}

function Share({ tone, name, of }: { tone: string; name: string; of: number }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={`h-2.5 w-1 rounded-full ${tone}`} />
      {name} {Number.isFinite(of) ? Math.round(of * 100) : 0}%
    </span>
  );
}

function momentsOf(session: Session): CallMoment[] {
  const moments: CallMoment[] = [];
  for (const criterion of session.scorecard?.sections.flatMap((section) => section.criteria) ?? []) {
    const outcome = outcomeOf(criterion);
    for (const { turnId } of criterion.evidence) {
      const turn = session.turns.find(({ id }) => id === turnId);
      if (turn) moments.push({ atMs: (turn.startMs + turn.endMs) / 2, label: criterion.name, tone: outcome === 'met' ? 'good' : outcome === 'missed' ? 'danger' : 'plain' });
    }
  }
  return moments;
}
