import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { installationQuery, meQuery } from '@/shared/api/me';
import { shortDay } from '@/shared/lib/format';
import { openAfresh } from '@/shared/lib/open-afresh';
import { setTheme, useTheme, type Theme } from '@/shared/lib/theme';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/faces';
import { Icon } from '@/shared/ui/icons';
import { refused } from '@/shared/ui/refused';
import { ScreenHead } from '@/shared/ui/screen-head';
import { Section, SettingsScreen } from '@/shared/ui/section';
import { Segmented } from '@/shared/ui/segmented';
import { toast } from '@/shared/ui/toasts';
import { Tag } from '@/shared/ui/tag';
import { useLogOut } from './log-out';
import { CompanyDoor, wantsCompanySignIn } from './company-sign-in';
import { roleName } from './role-words';
import { useRestoreWorkspace, useSwitchWorkspace } from './workspace-queries';

export function AccountScreen() {
  useTitle('Account');
  const me = useQuery(meQuery);
  const installation = useQuery(installationQuery);
  const navigate = useNavigate();
  const logOut = useLogOut();
  return (
    <SettingsScreen>
      <ScreenHead
        title="Account"
        text={me.data && `${me.data.user.name} · ${me.data.user.email}`}
        actions={
          <Button icon="signOut" busy={logOut.isPending} onClick={() => { logOut.mutate(undefined, { onSuccess: () => void navigate({ to: '/log-in' }), onError: refused }); }}>
            Log out
          </Button>
        }
      />
      <Section title="Appearance" text="Kept in this browser." actions={<ThemeSwitch />} />
      <Workspaces />
      {installation.data && (
        <p className="num border-t border-hairline pt-4 text-sm text-ink-muted">
          {installation.data.name} {installation.data.version}
          {installation.data.sandbox && ' · Without a model key, answers are simulated and marked as such.'}
        </p>
      )}
    </SettingsScreen>
  );
}

/** Where somebody belongs, and the door to each. */
function Workspaces() {
  const me = useQuery(meQuery).data;
  const change = useSwitchWorkspace();
  const restore = useRestoreWorkspace();
  if (me === undefined) return null;
  return (
    <Section title="Workspaces" text="Each has its own calls, people and plan.">
      <Panel>
        <ul className="divide-y divide-hairline">
          {me.workspaces.map((seat) => (
            <li key={seat.id} className="flex items-center justify-between gap-3 px-4 py-3">
              <div className="min-w-0">
                <p className="truncate font-medium">{seat.name}</p>
                <p className="text-sm text-ink-muted">{seat.deletedUntil === null ? roleName(seat.role) : `Deleted; gone for good on ${shortDay(seat.deletedUntil)}`}</p>
              </div>
              {seat.id === me.workspace.id ? (
                <Tag>Open now</Tag>
              ) : seat.deletedUntil !== null ? (
                seat.role === 'owner' && (
                  <Button size="small" aria-label={`Bring back ${seat.name}`} busy={restore.isPending && restore.variables === seat.id} onClick={() => { restore.mutate(seat.id, { onSuccess: () => { toast(`${seat.name} is back.`); }, onError: refused }); }}>
                    Bring back
                  </Button>
                )
              ) : (
                <Button size="small" aria-label={`Open ${seat.name}`} busy={change.isPending && change.variables === seat.id} onClick={() => { change.mutate(seat.id, { onSuccess: () => { openAfresh('/home'); }, onError: (problem) => { if (!wantsCompanySignIn(problem)) refused(problem); } }); }}>
                  Open
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Panel>
      {wantsCompanySignIn(change.error) && <CompanyDoor problem={change.error} />}
    </Section>
  );
}

function ThemeSwitch() {
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
