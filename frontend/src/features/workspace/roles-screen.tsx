import { useQuery } from '@tanstack/react-query';
import { useTitle } from '@/shared/lib/use-title';
import { Loaded } from '@/shared/ui/loaded';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { permissionTexts, roleName } from './role-words';
import { rolesQuery } from './workspace-queries';

const scopeTexts: Record<string, string> = { own: 'Own', team: 'Team', workspace: 'All' };

/** Who may do what, and how far it reaches. Read from the server, so it says what is enforced. */
export function RolesScreen() {
  useTitle('Roles');
  const matrix = useQuery(rolesQuery);
  return (
    <SettingsScreen>
      <ScreenHead title="Roles" text="What each role may do and how far it reaches: own records, those of the team and the teams below it, or all." />
      <Loaded query={matrix} what="roles" rows={8} row="h-9">
        {({ roles }) => {
          const codes = [...new Set([...Object.keys(permissionTexts), ...roles.flatMap(({ permissions }) => permissions.map(({ code }) => code))])].filter((code) => roles.some(({ permissions }) => permissions.some((one) => one.code === code)));
          return (
            <div tabIndex={0} role="region" aria-label="Roles, scrolls sideways" className="relative overflow-x-auto rounded-lg border border-hairline bg-surface">
              <table aria-label="Roles and what they may do" className="w-full min-w-[46rem] border-collapse text-left">
                <thead>
                  <tr className="border-b border-hairline text-sm">
                    <th scope="col" className="sticky left-0 bg-surface py-2.5 pr-3 pl-4 font-normal text-ink-muted">
                      May
                    </th>
                    {roles.map(({ role }) => (
                      <th key={role} scope="col" className="px-2 py-2.5 text-center font-medium">
                        {roleName(role)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {codes.map((code) => (
                    <tr key={code} className="border-b border-hairline last:border-0 hover:bg-hover">
                      <th scope="row" className="sticky left-0 max-w-52 bg-surface py-2 pr-3 pl-4 font-normal">
                        {permissionTexts[code] ?? code}
                      </th>
                      {roles.map(({ role, permissions }) => {
                        const held = permissions.find((one) => one.code === code);
                        return (
                          <td key={role} className="px-2 py-2 text-center text-sm">
                            {held ? (scopeTexts[held.scope.toLowerCase()] ?? held.scope) : <span className="text-ink-faint"><span aria-hidden="true">–</span><span className="sr-only">no</span></span>}
                          </td>
                        );
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          );
        }}
      </Loaded>
    </SettingsScreen>
  );
}
