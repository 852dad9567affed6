import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { meQuery, useMay } from '@/shared/api/me';
import { Icon } from '@/shared/ui/icons';
import { adminGroups, openTo, settingsGroups, type SectionGroup, type SectionPath } from './sections';

export function SettingsFrame() {
  const admin = useQuery(meQuery).data?.user.platformAdmin === true;
  const groups = openTo(settingsGroups, useMay());
  return <Frame label="Settings" groups={groups} reachable={admin ? [...groups, ...adminGroups] : groups} />;
}

export function AdminFrame() {
  return <Frame label="Administration" groups={adminGroups} reachable={[...adminGroups, ...openTo(settingsGroups, useMay())]} />;
}

/** One layout for everything that is set: the sections to the left; on a phone, which has no rail, all of them in a select above. */
function Frame({ label, groups, reachable }: { label: string; groups: readonly SectionGroup[]; reachable: readonly SectionGroup[] }) {
  return (
    <div className="flex w-full flex-col gap-x-12 gap-y-5 lg:flex-row">
      <SectionSelect label={label} groups={reachable} />
      <nav aria-label={label} className="sticky top-8 hidden w-44 shrink-0 flex-col gap-5 self-start lg:flex">
        {groups.map((group) => (
          <div key={group.name}>
            <p className="mb-1 px-2.5 text-xs font-medium text-ink-muted">{group.name}</p>
            <ul className="flex flex-col gap-px">
              {group.sections.map(({ to, name }) => (
                <li key={to}>
                  <Link to={to} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ 'aria-current': 'page' }} className="flex h-8 items-center rounded-md px-2.5 text-ink-muted transition-colors ease-motion hover:bg-hover hover:text-ink aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-ink">
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="min-w-0 flex-1">
        <Outlet />
      </div>
    </div>
  );
}

function SectionSelect({ label, groups }: { label: string; groups: readonly SectionGroup[] }) {
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const known = groups.flatMap(({ sections }) => sections.map(({ to }) => to as string));
  const here = known.filter((to) => path === to || path.startsWith(`${to}/`)).sort((a, b) => b.length - a.length)[0];
  return (
    <div className="relative lg:hidden">
      <select
        aria-label={label}
        value={here ?? ''}
        onChange={(event) => void navigate({ to: event.target.value as SectionPath })}
        className="h-11 w-full appearance-none rounded-md border border-control-line bg-surface pr-9 pl-3 text-md font-medium"
      >
        {groups.map((group) => (
          <optgroup key={group.name} label={group.name}>
            {group.sections.map(({ to, name }) => (
              <option key={to} value={to}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <Icon name="down" className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-ink-muted" />
    </div>
  );
}
