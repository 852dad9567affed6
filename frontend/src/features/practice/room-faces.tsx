import { useEffect, useState } from 'react';
import { clock } from '@/shared/lib/format';
import { Button } from '@/shared/ui/button';

const resumeWithinMs = 120_000;

/** Shown as soon as the connection is gone: what is kept, and how long there is. */
export function ReconnectingFace({ lostAt }: { lostAt: number | null }) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(performance.now());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const leftS = Math.max(0, Math.ceil((resumeWithinMs - (now - (lostAt ?? now))) / 1000));
  return (
    <div className="mx-auto mb-4 w-[calc(100%-2rem)] max-w-reading rounded-lg border border-hairline bg-surface p-5">
      <p className="font-medium">The connection is gone. The call waits for you.</p>
      <p className="num mt-1 text-ink-muted">All finished turns are kept. Reconnecting for another {clock(leftS * 1000)}, then the call ends and is scored.</p>
    </div>
  );
}

export function ElsewhereFace({ onTakeOver }: { onTakeOver: () => void }) {
  return (
    <div className="mx-auto mb-4 w-[calc(100%-2rem)] max-w-reading rounded-lg border border-hairline bg-surface p-5">
      <p className="font-medium">This call is open in another tab or on another device.</p>
      <p className="mt-1 mb-4 text-ink-muted">A call has one place at a time. Taking over moves it here and keeps what was said.</p>
      <Button tone="next" onClick={onTakeOver}>
        Take over here
      </Button>
    </div>
  );
}
