import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Member } from '@/shared/api/house-types';
import { meQuery, useMay } from '@/shared/api/me';
import { sentence } from '@/shared/api/sentences';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { SelectField, TextField } from '@/shared/ui/field';
import { FirstRows } from '@/shared/ui/first-rows';
import { Loaded } from '@/shared/ui/loaded';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { InvitationsSection } from './invitations-section';
import { InviteDialog } from './invite-dialog';
import { MembersTable } from './members-table';
import { membersQuery, teamsQuery, useRemoveMember } from './workspace-queries';

export function MembersScreen() {
  useTitle('Members');
  const navigate = useNavigate({ from: '/settings/members' });
  const search = useSearch({ strict: false });
  const may = useMay()('members.manage');
  const me = useQuery(meQuery).data;
  const members = useQuery(membersQuery(search));
  const teams = useQuery(teamsQuery).data?.items ?? [];
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<Member>();
  const filtered = search.query !== undefined || search.team !== undefined;
  return (
    <SettingsScreen>
      <ScreenHead
        title="Members"
        text="Who is in, what they may do, and who is on the way."
        actions={
          may && (
            <Button tone="next" icon="plus" onClick={() => { setInviting(true); }}>
              Invite
            </Button>
          )
        }
      />
      <div>
        <div role="search" className="mb-3 flex flex-wrap gap-3">
          <TextField
            label="Find a member"
            type="search"
            placeholder="Name or e-mail"
            defaultValue={search.query}
            onChange={(event) => void navigate({ search: { ...search, query: event.target.value.trim() || undefined }, replace: true })}
            className="min-w-48 flex-1"
          />
          {teams.length > 0 && (
            <SelectField label="Team" value={search.team ?? ''} onChange={(event) => void navigate({ search: { ...search, team: event.target.value || undefined }, replace: true })} className="w-44">
              <option value="">All teams</option>
              {teams.map((team) => (
                <option key={team.id} value={team.id}>
                  {team.name}
                </option>
              ))}
            </SelectField>
          )}
        </div>
        <Loaded query={members} what="members" row="h-14">
          {({ items }) =>
            items.length === 0 ? (
              <p className="rounded-lg border border-hairline bg-surface px-4 py-6 text-ink-muted">{filtered ? 'Nobody fits this search. Shorten it, or choose all teams.' : 'Nobody is here.'}</p>
            ) : (
              <FirstRows items={items}>{(shown) => <MembersTable items={shown} teams={teams} me={me?.user.id} mayManage={may} onRemove={setLeaving} />}</FirstRows>
            )
          }
        </Loaded>
      </div>
      {may && <InvitationsSection onInvite={() => { setInviting(true); }} />}
      <InviteDialog open={inviting} onClose={() => { setInviting(false); }} teams={teams} />
      <RemoveDialog member={leaving} onClose={() => { setLeaving(undefined); }} />
    </SettingsScreen>
  );
}

function RemoveDialog({ member, onClose }: { member: Member | undefined; onClose: () => void }) {
  const others = useQuery({ ...membersQuery(), enabled: member !== undefined }).data?.items.filter(({ userId }) => userId !== member?.userId) ?? [];
  const drop = useRemoveMember();
  const close = () => { drop.reset(); onClose(); };
  return (
    <ConfirmDialog
      open={member !== undefined}
      onClose={close}
      title={`Remove ${member?.name ?? ''}?`}
      text="They are logged out within a minute. Their calls, deals and tasks go to somebody who stays."
      action="Remove"
      busy={drop.isPending}
      problem={drop.error ? sentence(drop.error) : undefined}
      onConfirm={(form) => {
        drop.mutate({ userId: member?.userId ?? '', reassignTo: String(form.get('reassignTo')) }, { onSuccess: () => { toast(`${member?.name ?? 'The member'} is no longer in this workspace.`); close(); } });
      }}
    >
      <SelectField label="Hand their records to" name="reassignTo" required>
        {others.map((one) => (
          <option key={one.userId} value={one.userId}>
            {one.name}
          </option>
        ))}
      </SelectField>
    </ConfirmDialog>
  );
}
