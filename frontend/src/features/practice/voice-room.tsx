import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Session } from '@/shared/api/types';
import { classes } from '@/shared/lib/classes';
import type { LivePhase } from '@/shared/live/live-state';
import { useShortcuts } from '@/shared/lib/use-keys';
import { LiveCallLine } from '@/shared/ui/live-call-line';
import { ShortcutSheet } from '@/shared/ui/shortcut-sheet';
import { rememberEnded, useEndSession } from './end-session';
import { LiveTranscript } from './live-transcript';
import { MicrophoneHelp } from './microphone-check-panel';
import { ElsewhereFace, ReconnectingFace } from './room-faces';
import { RoomControls } from './room-controls';
import { RoomBar } from './room-bar';
import { RoomBrief, RoomSide } from './room-side';
import { useLiveCall } from './use-live-call';
import { callStateText, callTroubleText } from './call-state-text';

const beatsAfterMs = 900;

/** The room of a spoken call. All that happens is said in the status line, and everything can be done by key. */
export function VoiceRoom({ session }: { session: Session }) {
  const { call, state, retry } = useLiveCall(session);
  const [captions, setCaptions] = useState(true);
  const [typing, setTyping] = useState(false);
  const [sheet, setSheet] = useState(false);
  const navigate = useNavigate();
  const client = useQueryClient();
  const endSession = useEndSession(session.id);
  const status = callStateText(state, session.persona.name);
  const trouble = callTroubleText(state, session.persona.name);
  const inCall = state.phase === 'listening' || state.phase === 'thinking' || state.phase === 'speaking';

  const end = () => {
    call.end();
    // The socket's "end" is enough while it is open; without it the REST call ends the session.
    if (!inCall) endSession.mutate();
  };
  const closed = state.phase === 'closed';
  const left = useRef(false);
  useEffect(() => {
    if (!closed || left.current) return;
    left.current = true;
    rememberEnded(session.id);
    void client.invalidateQueries({ queryKey: ['practice'] });
    void navigate({ to: '/practice/sessions/$id', params: { id: session.id }, replace: true });
  }, [closed, client, navigate, session.id]);

  useShortcuts({
    mute: () => { call.mute(!state.muted); },
    captions: () => { setCaptions(!captions); },
    type: () => { setTyping(true); },
    'end-call': end,
    sheet: () => { setSheet(true); },
  });

  // Which beats are covered is known to the server a moment after each turn.
  const scripted = session.script !== null;
  const spoken = state.turns.length + state.hints.length;
  useEffect(() => {
    if (!scripted || spoken === 0) return;
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: ['practice', 'session', session.id] }), beatsAfterMs);
    return () => {
      clearTimeout(timer);
    };
  }, [scripted, spoken, client, session.id]);

  const elsewhere = state.phase === 'elsewhere';
  return (
    <div className="flex h-[calc(100dvh-var(--banner))] flex-col bg-canvas">
      <RoomBar session={session} state={state} simulated={session.simulated || state.simulated} />
      <div className="flex min-h-0 flex-1">
        <main className="flex min-w-0 flex-1 flex-col">
          <p role="status" className="flex items-center justify-center gap-2.5 px-4 pt-5 text-md font-medium sm:pt-8" data-phase={state.phase}>
            <StatusDot phase={state.phase} muted={state.muted} />
            {status}
          </p>
          <p role="alert" className="px-4 text-center text-sm text-warn empty:hidden">
            {trouble}
          </p>
          <div className="flex shrink-0 flex-col justify-center px-4 py-3 sm:px-8 sm:py-5 lg:flex-1">
            <LiveCallLine levels={call.levels} moving={inCall} label={`Live sound: you above the line, ${session.persona.name} below`} />
          </div>
          {state.microphone !== null ? (
            <div className="mx-auto w-full max-w-reading px-4">
              <MicrophoneHelp trouble={state.microphone} onRetry={retry} onText={() => void navigate({ to: '/practice', search: { persona: session.persona.id, scenario: session.scenario.id, mode: 'text' } })} />
            </div>
          ) : elsewhere ? (
            <ElsewhereFace onTakeOver={() => { call.takeOver(); }} />
          ) : (
            state.phase === 'reconnecting' && <ReconnectingFace lostAt={state.lostAt} />
          )}
          <RoomBrief session={session} state={state} />
          <LiveTranscript turns={state.turns} partial={state.partial} personaName={session.persona.name} shown={captions} />
        </main>
        <RoomSide session={session} state={state} />
      </div>
      <RoomControls
        muted={state.muted}
        captions={captions}
        typing={typing}
        usable={inCall}
        onMute={() => { call.mute(!state.muted); }}
        onCaptions={() => { setCaptions(!captions); }}
        onTyping={setTyping}
        onSay={(text) => { call.say(text); }}
        onEnd={end}
      />
      <ShortcutSheet open={sheet} onClose={() => { setSheet(false); }} />
    </div>
  );
}

/** Full while somebody can be heard, a hollow ring while nobody can. The neon is left to the sound itself. */
function StatusDot({ phase, muted }: { phase: LivePhase; muted: boolean }) {
  const tone = phase === 'reconnecting' ? 'bg-danger' : phase === 'speaking' || (phase === 'listening' && !muted) ? 'bg-ink' : 'border-2 border-control-line';
  return <span aria-hidden="true" className={classes('size-2 shrink-0 rounded-full', tone)} />;
}
