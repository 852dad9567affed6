/**
 * Keeps the screen lit while a call goes on: a phone that locks itself takes the microphone away in the middle of a
 * sentence. The browser gives the lock up whenever the page is hidden, so it is asked for again each time it is shown.
 * Where there is no such lock, or a saving mode refuses it, the call goes on as it would have without.
 */
export function stayAwake(): () => void {
  const locks = (navigator as Partial<Navigator>).wakeLock;
  if (locks === undefined) return () => undefined;
  let held: WakeLockSentinel | undefined;
  let over = false;
  let asking = false;
  const ask = () => {
    if (over || asking || document.visibilityState !== 'visible' || held?.released === false) return;
    asking = true;
    locks.request('screen').then(
      (lock) => {
        asking = false;
        held = lock;
        if (over) void lock.release();
      },
      () => { asking = false; },
    );
  };
  ask();
  document.addEventListener('visibilitychange', ask);
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', ask);
    void held?.release();
  };
}
