import { useCallback, useEffect, useRef, useState } from 'react';

export type Player = {
  playing: boolean;
  positionMs: number;
  failed: boolean;
  pause: () => void;
  toggle: () => void;
  seek: (ms: number) => void;
  playFrom: (ms: number) => void;
};

/** One recording on one audio element. Position follows the sound picture by picture while it plays. */
export function usePlayer(url: string | null): Player {
  const audio = useRef<HTMLAudioElement | null>(null);
  const [playing, setPlaying] = useState(false);
  const [positionMs, setPositionMs] = useState(0);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (url === null) return;
    const element = new Audio();
    element.preload = 'metadata';
    element.src = url;
    audio.current = element;
    let frame = 0;
    const follow = () => {
      setPositionMs(element.currentTime * 1000);
      frame = requestAnimationFrame(follow);
    };
    element.onplay = () => {
      setPlaying(true);
      frame = requestAnimationFrame(follow);
    };
    element.onpause = () => {
      cancelAnimationFrame(frame);
      setPlaying(false);
      setPositionMs(element.currentTime * 1000);
    };
    element.onseeked = () => {
      setPositionMs(element.currentTime * 1000);
    };
    element.onerror = () => {
      setFailed(true);
    };
    return () => {
      cancelAnimationFrame(frame);
      element.pause();
      element.removeAttribute('src');
      audio.current = null;
    };
  }, [url]);

  const start = useCallback(() => {
    audio.current?.play().catch(() => {
      setFailed(true);
    });
  }, []);
  const pause = useCallback(() => {
    audio.current?.pause();
  }, []);
  const seek = useCallback((ms: number) => {
    setPositionMs(ms);
    if (audio.current) audio.current.currentTime = ms / 1000;
  }, []);
  const toggle = useCallback(() => {
    if (audio.current?.paused === false) audio.current.pause();
    else start();
  }, [start]);
  const playFrom = useCallback(
    (ms: number) => {
      seek(ms);
      start();
    },
    [seek, start],
  );
  return { playing, positionMs, failed, pause, toggle, seek, playFrom };
}
