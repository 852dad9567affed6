import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { meQuery } from '@/shared/api/me';
import type { Me } from '@/shared/api/types';
import { openAfresh } from '@/shared/lib/open-afresh';
import { Button } from '@/shared/ui/button';
import { Icon } from '@/shared/ui/icons';
import { refused } from '@/shared/ui/refused';
import { useEndImpersonation } from './impersonation';

/** On every screen while somebody looks with another person's eyes: who is who, why, how long still, and the way out. */
export function ImpersonationBanner() {
  // Only reads what is known; asking here would log people in to the public pages.
  const me = useQuery({ ...meQuery, enabled: false }).data;
  return me?.impersonation ? <Banner me={me} impersonation={me.impersonation} /> : null;
}

function Banner({ me, impersonation }: { me: Me; impersonation: NonNullable<Me['impersonation']> }) {
  const end = useEndImpersonation();
  const left = useMinutesLeft(impersonation.until);
  useEffect(() => {
    document.documentElement.style.setProperty('--banner-who', '2.75rem');
    return () => {
      document.documentElement.style.removeProperty('--banner-who');
    };
  }, []);
  return (
    <aside aria-label="Impersonation" className="sticky top-0 z-40 flex h-[var(--banner-who)] items-center gap-3 bg-ink px-4 text-canvas">
      <Icon name="swap" className="max-sm:hidden" />
      <p className="min-w-0 flex-1 truncate">
        <span className="font-medium">
          <span className="max-sm:hidden">You see what {me.user.name} sees{impersonation.writable ? ' and may change it' : ''}.</span>
          <span className="sm:hidden">As {me.user.name}</span>
        </span>{' '}
        <span className="max-md:hidden">
          Signed in as {impersonation.admin.name}. {impersonation.reason}
        </span>
      </p>
      <span className="num shrink-0 text-sm">{left <= 0 ? 'over' : `${String(left)} min left`}</span>
      <Button size="small" busy={end.isPending} onClick={() => { end.mutate(undefined, { onSuccess: () => { openAfresh('/admin/users'); }, onError: refused }); }}>
        End<span className="max-sm:sr-only"> impersonation</span>
      </Button>
    </aside>
  );
}

function useMinutesLeft(until: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => { setNow(Date.now()); }, 20_000);
    return () => { clearInterval(timer); };
  }, []);
  return Math.max(0, Math.ceil((new Date(until).getTime() - now) / 60_000));
}
