import { useQuery } from '@tanstack/react-query';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/faces';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { Section } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { When } from '@/shared/ui/when';
import { deviceName } from './device-name';
import { useEndOtherSessions } from './factor-queries';
import { loginSessionsQuery, useRevokeLoginSession } from './login-session-queries';

/** Where somebody is logged in, each to be ended by itself or all others at once. */
export function DevicesSection() {
  const sessions = useQuery(loginSessionsQuery);
  const revoke = useRevokeLoginSession();
  const endAll = useEndOtherSessions();
  const others = sessions.data?.items.filter(({ current }) => !current).length ?? 0;
  return (
    <Section
      title="Where you are logged in"
      text="End any session that you do not recognise, then change your password."
      actions={
        others > 0 && (
          <Button size="small" tone="danger" busy={endAll.isPending} onClick={() => { endAll.mutate(undefined, { onSuccess: () => { toast('All other sessions have ended.'); }, onError: refused }); }}>
            End all others
          </Button>
        )
      }
    >
      <Loaded query={sessions} what="your sessions" rows={2}>
        {({ items }) => (
          <Panel>
            <ul className="divide-y divide-hairline">
              {items.map((session) => (
                <li key={session.id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
                  <div>
                    <p className="font-medium">{deviceName(session)}</p>
                    <p className="num text-sm text-ink-muted">
                      {session.current ? 'This browser' : <>Last seen <When at={session.lastSeenAt} /></>} · logged in <When at={session.createdAt} /> · {session.ip}
                    </p>
                  </div>
                  {!session.current && (
                    <Button size="small" tone="danger" busy={revoke.isPending && revoke.variables === session.id} onClick={() => { revoke.mutate(session.id, { onSuccess: () => { toast('Session ended'); }, onError: refused }); }}>
                      End session
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </Loaded>
    </Section>
  );
}
