import { useEffect, useState, useSyncExternalStore } from 'react';
import { browserAudio } from '@/shared/live/browser-audio';
import { browserSocket } from '@/shared/live/browser-socket';
import { LiveCall } from '@/shared/live/live-call';
import type { LiveState } from '@/shared/live/live-state';
import { takeFirstAccess } from './open-session';
import { voiceTicket } from './voice-ticket';

function callFor(id: string): LiveCall {
  return new LiveCall({
    audio: browserAudio(),
    openSocket: browserSocket,
    ticket: ({ takeOver }) => voiceTicket(id, takeOver),
    now: () => performance.now(),
  });
}

/** One live call for as long as the room is open. Nothing but the plain machine knows how calls work. */
export function useLiveCall(id: string): { call: LiveCall; state: LiveState; retry: () => void } {
  const [call, setCall] = useState(() => callFor(id));
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
  return {
    call,
    state,
    retry: () => {
      setCall(callFor(id));
    },
  };
}
