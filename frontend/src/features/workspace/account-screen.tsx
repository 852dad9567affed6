import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sentence } from '@/shared/api/sentences';
import type { LoginSession } from '@/shared/api/types';
import { dayAndTime } from '@/shared/lib/format';
import { setTheme, useTheme, type Theme } from '@/shared/lib/theme';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { ErrorFace, LoadingFace, Panel, Skeleton } from '@/shared/ui/faces';
import { Icon } from '@/shared/ui/icons';
import { ScreenHead } from '@/shared/ui/screen-head';
import { Segmented } from '@/shared/ui/segmented';
import { toast } from '@/shared/ui/toasts';
import { useLogOut } from './log-out';
import { loginSessionsQuery, useRevokeLoginSession } from './login-session-queries';
import { installationQuery, meQuery } from './me-queries';
import { RecordingTermsPanel } from './recording-terms';

export function AccountScreen() {
  useTitle('Account');
  const me = useQuery(meQuery);
  const installation = useQuery(installationQuery);
  const navigate = useNavigate();
  const logOut = useLogOut();
  return (
    <div className="mx-auto flex w-full max-w-reading flex-col gap-8">
      <ScreenHead
        title="Account"
        text={me.data && `${me.data.user.name} · ${me.data.user.email} · ${me.data.workspace.name}`}
        actions={
          <Button
            icon="signOut"
            busy={logOut.isPending}
            onClick={() => {
              logOut.mutate(undefined, { onSuccess: () => void navigate({ to: '/log-in' }), onError: (problem) => { toast(sentence(problem), { tone: 'danger' }); } });
            }}
          >
            Log out
          </Button>
        }
      />
      <section aria-labelledby="look" className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 id="look" className="text-md font-semibold">
            Appearance
          </h2>
          <p className="text-ink-muted">Kept in this browser.</p>
        </div>
        <ThemeSwitch />
      </section>
      <section aria-labelledby="recording">
        <h2 id="recording" className="text-md font-semibold">
          Recordings
        </h2>
        <p className="mb-3 text-ink-muted">Transcripts and scores stay; this is about the sound of calls in {me.data?.workspace.name ?? 'this workspace'}.</p>
        <RecordingTermsPanel changeable={me.data?.permissions.includes('settings.manage') ?? false} />
      </section>
      <section aria-labelledby="sessions">
        <h2 id="sessions" className="text-md font-semibold">
          Where you are logged in
        </h2>
        <p className="mb-3 text-ink-muted">End any session that you do not recognise.</p>
        <LoginSessions />
      </section>
      {installation.data && (
        <p className="num border-t border-hairline pt-4 text-sm text-ink-muted">
          {installation.data.name} {installation.data.version}
          {installation.data.sandbox && ' · Without a model key, answers are simulated and marked as such.'}
        </p>
      )}
    </div>
  );
}

export function ThemeSwitch() {
  const theme = useTheme();
  return (
    <Segmented<Theme>
      label="Appearance"
      value={theme}
      onChange={setTheme}
      options={[
        { value: 'system', label: <><Icon name="screen" /> System</> },
        { value: 'light', label: <><Icon name="sun" /> Light</> },
        { value: 'dark', label: <><Icon name="moon" /> Dark</> },
      ]}
    />
  );
}

function LoginSessions() {
  const sessions = useQuery(loginSessionsQuery);
  const revoke = useRevokeLoginSession();
  if (sessions.isPending) {
    return (
      <LoadingFace label="Loading your sessions">
        <Skeleton className="h-32 w-full" />
      </LoadingFace>
    );
  }
  if (sessions.isError) {
    return <ErrorFace title="Your sessions could not be loaded" text={sentence(sessions.error)} requestId={sessions.error.requestId} onRetry={() => void sessions.refetch()} />;
  }
  return (
    <Panel>
      <ul className="divide-y divide-hairline">
        {sessions.data.items.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
            <div>
              <p className="font-medium">{deviceName(session)}</p>
              <p className="num text-sm text-ink-muted">
                {session.current ? 'This browser' : `Last seen ${dayAndTime(session.lastSeenAt)}`} · since {dayAndTime(session.createdAt)} · {session.ip}
              </p>
            </div>
            {!session.current && (
              <Button
                size="small"
                tone="danger"
                busy={revoke.isPending && revoke.variables === session.id}
                onClick={() => {
                  revoke.mutate(session.id, {
                    onSuccess: () => { toast('Session ended'); },
                    onError: (problem) => { toast(sentence(problem), { tone: 'danger' }); },
                  });
                }}
              >
                End session
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function deviceName({ userAgent }: Pick<LoginSession, 'userAgent'>): string {
  const browser = [['Edg/', 'Edge'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari']].find(([token]) => userAgent.includes(token ?? ''))?.[1] ?? 'A browser';
  const system = [['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android'], ['Windows', 'Windows'], ['Mac OS', 'Mac'], ['Linux', 'Linux']].find(([token]) => userAgent.includes(token ?? ''))?.[1];
  return system === undefined ? browser : `${browser} on ${system}`;
}
