import type { Member, Role, Team } from '@/shared/api/house-types';
import { shortDay } from '@/shared/lib/format';
import { Button } from '@/shared/ui/button';
import { refused } from '@/shared/ui/refused';
import { SmallSelect } from '@/shared/ui/small-select';
import { Tag } from '@/shared/ui/tag';
import { toast } from '@/shared/ui/toasts';
import { roleName, roleNames, roles } from './role-words';
import { useChangeMember } from './workspace-queries';

/** The members as rows; on a phone each row folds into a card of its own. */
export function MembersTable({ items, teams, me, mayManage, onRemove }: { items: readonly Member[]; teams: readonly Team[]; me: string | undefined; mayManage: boolean; onRemove: (member: Member) => void }) {
  const change = useChangeMember();
  const setRole = (member: Member, role: Role) => {
    const before = member.role;
    change.mutate(
      { userId: member.userId, role },
      {
        onSuccess: () => {
          toast(`${member.name} is now ${roleNames[role].toLowerCase()}.`, { action: { label: 'Undo', run: () => { change.mutate({ userId: member.userId, role: before }, { onError: refused }); } } });
        },
        onError: refused,
      },
    );
  };
  const setTeam = (member: Member, teamId: string) => { change.mutate({ userId: member.userId, teamId }, { onSuccess: () => { toast(`${member.name} changed team.`); }, onError: refused }); };
  return (
    <div className="rounded-lg border border-hairline bg-surface">
      <table aria-label="Members" className="w-full border-collapse text-left max-md:block">
        <thead className="max-md:sr-only">
          <tr className="border-b border-hairline text-sm text-ink-muted">
            <th scope="col" className="py-2 pr-3 pl-4 font-normal">Member</th>
            <th scope="col" className="w-52 py-2 pr-3 font-normal">Role</th>
            <th scope="col" className="w-40 py-2 pr-3 font-normal">Team</th>
            <th scope="col" className="w-24 py-2 pr-4 text-right font-normal">
              <span className="sr-only">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {items.map((member) => {
            const fixed = !mayManage || member.userId === me;
            return (
              <tr key={member.userId} className="border-b border-hairline last:border-0 max-md:relative max-md:grid max-md:grid-cols-2 max-md:items-center max-md:gap-2 max-md:px-4 max-md:py-3">
                <td className="min-w-0 py-2 pr-3 pl-4 max-md:col-span-2 max-md:p-0 max-md:pr-16">
                  <p className="flex min-w-0 items-center gap-2">
                    <span className="truncate font-medium">{member.name}</span>
                    {member.userId === me && <Tag>You</Tag>}
                    {member.status !== 'active' && <Tag tone="warn">{memberState(member.status)}</Tag>}
                  </p>
                  <p className="num truncate text-sm text-ink-muted" title={`In since ${shortDay(member.joinedAt)}`}>
                    {member.email}
                  </p>
                </td>
                <td className="py-2 pr-3 max-md:min-w-0 max-md:p-0">
                  {fixed ? (
                    roleName(member.role)
                  ) : (
                    <SmallSelect label={`Role of ${member.name}`} value={member.role} onChange={(role) => { setRole(member, role as Role); }}>
                      {roles.filter((role) => role !== 'owner' || member.role === 'owner').map((role) => (
                        <option key={role} value={role}>
                          {roleNames[role]}
                        </option>
                      ))}
                    </SmallSelect>
                  )}
                </td>
                <td className="py-2 pr-3 max-md:min-w-0 max-md:p-0">
                  {!mayManage || teams.length === 0 ? (
                    <span className="text-ink-muted">{teams.find(({ id }) => id === member.teamId)?.name ?? 'No team'}</span>
                  ) : (
                    <SmallSelect label={`Team of ${member.name}`} value={member.teamId ?? ''} onChange={(teamId) => { setTeam(member, teamId); }}>
                      <option value="">No team</option>
                      {teams.map((team) => (
                        <option key={team.id} value={team.id}>
                          {team.name}
                        </option>
                      ))}
                    </SmallSelect>
                  )}
                </td>
                <td className="py-2 pr-4 text-right max-md:absolute max-md:top-2.5 max-md:right-2 max-md:p-0">
                  {!fixed && (
                    <Button size="small" tone="quiet" aria-label={`Remove ${member.name}`} onClick={() => { onRemove(member); }}>
                      Remove
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function memberState(status: string): string {
  return status.charAt(0).toUpperCase() + status.slice(1).replaceAll('_', ' ');
}
