import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Session } from '@/shared/api/types';
import { browserAudio } from '@/shared/live/browser-audio';
import { browserSocket } from '@/shared/live/browser-socket';
import { LiveCall } from '@/shared/live/live-call';
import type { LiveState } from '@/shared/live/live-state';
import { stayAwake } from '@/shared/live/stay-awake';
import { takeFirstAccess } from './open-session';
import { voiceTicket } from './voice-ticket';

/** What has been said before this page came to the call: after a reload, or on another device. */
function before({ turns, startedAt }: Session) {
  return {
    turns: turns.map(({ id, speaker, text, startMs, interrupted }) => ({ turn: id, speaker, text, atMs: startMs, interrupted })),
    elapsedMs: startedAt === null ? 0 : Math.max(0, Date.now() - Date.parse(startedAt)),
  };
}

function callFor(session: Session): LiveCall {
  const ports = {
    audio: browserAudio(),
    openSocket: browserSocket,
    ticket: ({ takeOver }: { takeOver: boolean }) => voiceTicket(session.id, takeOver),
    now: () => performance.now(),
  };
  return new LiveCall(ports, before(session));
}

/** One live call for as long as the room is open. Nothing but the plain machine knows how calls work. */
export function useLiveCall(session: Session): { call: LiveCall; state: LiveState; retry: () => void } {
  const [call, setCall] = useState(() => callFor(session));
  const { id } = session;
  const state = useSyncExternalStore(call.subscribe, call.snapshot);
  useEffect(() => {
    void call.start(takeFirstAccess(id));
    const offline = () => {
      call.offline();
    };
    window.addEventListener('offline', offline);
    return () => {
      window.removeEventListener('offline', offline);
      call.leave();
    };
  }, [call, id]);
  useEffect(stayAwake, []);
  return {
    call,
    state,
    retry: () => {
      setCall(callFor(session));
    },
  };
}
