import { useEffect, useRef } from 'react';
import { useLine } from '@/shared/api/line';
import { Icon } from '@/shared/ui/icons';
import { toast } from '@/shared/ui/toasts';

/** Says on every page that there is no line, what that means, and what waits for it. */
export function OfflineBanner() {
  const { online, waiting } = useLine();
  const lost = useRef(0);
  useEffect(() => {
    if (!online) {
      lost.current = Math.max(lost.current, waiting);
      document.documentElement.style.setProperty('--banner-line', '2.25rem');
      return () => { document.documentElement.style.removeProperty('--banner-line'); };
    }
    if (lost.current > 0 && waiting === 0) {
      toast(lost.current === 1 ? 'Back online. Your change is sent.' : `Back online. Your ${String(lost.current)} changes are sent.`);
      lost.current = 0;
    }
    return undefined;
  }, [online, waiting]);
  useEffect(() => {
    if (waiting === 0) return;
    const ask = (event: BeforeUnloadEvent) => { event.preventDefault(); };
    window.addEventListener('beforeunload', ask);
    return () => { window.removeEventListener('beforeunload', ask); };
  }, [waiting]);
  return (
    <div role="status" className={online ? 'sr-only' : 'sticky top-[var(--banner-who)] z-40 flex h-[var(--banner-line)] items-center gap-2.5 overflow-hidden bg-warn-wash px-4 text-warn'}>
      {!online && (
        <>
          <Icon name="alert" className="shrink-0" />
          <p className="min-w-0 truncate">
            <span className="font-medium">{waiting === 0 ? 'You are offline.' : 'Offline.'}</span> {waitingText(waiting)}
          </p>
        </>
      )}
    </div>
  );
}

function waitingText(waiting: number): string {
  if (waiting === 0) return 'What you type stays here.';
  return waiting === 1 ? 'One change waits to be sent.' : `${String(waiting)} changes wait to be sent.`;
}
