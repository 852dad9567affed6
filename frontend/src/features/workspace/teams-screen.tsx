import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import type { Team } from '@/shared/api/house-types';
import { useMay } from '@/shared/api/me';
import { sentence } from '@/shared/api/sentences';
import { classes } from '@/shared/lib/classes';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { Dialog } from '@/shared/ui/dialog';
import { DialogActions } from '@/shared/ui/dialog-actions';
import { Panel } from '@/shared/ui/faces';
import { SelectField, TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { FormProblem } from './auth-frame';
import { possibleParents, treeOf } from './team-tree';
import { teamsQuery, useChangeTeam, useCreateTeam, useDeleteTeam } from './workspace-queries';

type Asked = { what: 'new' } | { what: 'edit' | 'delete'; team: Team };

const steps = ['', 'pl-6', 'pl-12', 'pl-18', 'pl-24'] as const;

export function TeamsScreen() {
  useTitle('Teams');
  const may = useMay()('members.manage');
  const teams = useQuery(teamsQuery);
  const [asked, setAsked] = useState<Asked>();
  const close = () => { setAsked(undefined); };
  const items = teams.data?.items ?? [];
  return (
    <SettingsScreen>
      <ScreenHead
        title="Teams"
        text="A manager sees everything of their team and of the teams below it."
        actions={
          may && (
            <Button tone="next" icon="plus" onClick={() => { setAsked({ what: 'new' }); }}>
              New team
            </Button>
          )
        }
      />
      <Loaded query={teams} what="teams">
        {() =>
          items.length === 0 ? (
            <Panel className="flex flex-col items-start gap-4 p-6">
              <TreePicture />
              <p className="max-w-[34rem] text-ink-muted">No teams yet. Everybody is in one room, which is fine up to about ten people. Make a team once a manager should only see their own.</p>
              {may && (
                <Button onClick={() => { setAsked({ what: 'new' }); }}>Make the first team</Button>
              )}
            </Panel>
          ) : (
            <Panel>
              <ul aria-label="Team tree" className="divide-y divide-hairline">
                {treeOf(items).map(({ team, depth }) => {
                  const inside = team.memberCount;
                  return (
                    <li key={team.id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 py-2.5">
                      <div className={`min-w-0 flex-1 ${steps[Math.min(depth, steps.length - 1)] ?? ''}`}>
                        <p className="flex items-center gap-2 truncate font-medium">
                          {depth > 0 && <span aria-hidden="true" className="h-3 w-2.5 shrink-0 -translate-y-1 rounded-bl-sm border-b border-l border-hairline-strong" />}
                          <span className="truncate">{team.name}</span>
                          {depth > 0 && <span className="sr-only">, under {items.find(({ id }) => id === team.parentId)?.name}</span>}
                        </p>
                        <Link to="/settings/members" search={{ team: team.id }} className={classes('num text-sm text-ink-muted underline-offset-4 hover:underline', depth > 0 && 'pl-4.5')}>
                          {inside === 1 ? '1 member' : `${String(inside)} members`}
                        </Link>
                      </div>
                      {may && (
                        <div className="flex gap-2">
                          <Button size="small" aria-label={`Change ${team.name}`} onClick={() => { setAsked({ what: 'edit', team }); }}>
                            Change
                          </Button>
                          <Button size="small" tone="quiet" aria-label={`Delete ${team.name}`} onClick={() => { setAsked({ what: 'delete', team }); }}>
                            Delete
                          </Button>
                        </div>
                      )}
                    </li>
                  );
                })}
              </ul>
            </Panel>
          )
        }
      </Loaded>
      <Dialog open={asked?.what === 'new' || asked?.what === 'edit'} onClose={close} title={asked?.what === 'edit' ? 'Change team' : 'New team'}>
        {asked && asked.what !== 'delete' && <TeamForm team={asked.what === 'edit' ? asked.team : undefined} teams={items} onDone={close} />}
      </Dialog>
      <DeleteTeam team={asked?.what === 'delete' ? asked.team : undefined} teams={items} onClose={close} />
    </SettingsScreen>
  );
}

function TreePicture() {
  return (
    <svg aria-hidden="true" width="132" height="56" fill="none" className="stroke-hairline-strong" strokeWidth={1.5}>
      <path d="M66 16v12M22 40V28h88v12M66 28v12" />
      <rect x="46" y="2" width="40" height="14" rx="3" className="fill-pressed" />
      <rect x="2" y="40" width="40" height="14" rx="3" />
      <rect x="46" y="40" width="40" height="14" rx="3" />
      <rect x="90" y="40" width="40" height="14" rx="3" />
    </svg>
  );
}

function TeamForm({ team, teams, onDone }: { team: Team | undefined; teams: readonly Team[]; onDone: () => void }) {
  const create = useCreateTeam();
  const change = useChangeTeam();
  const problem = create.error ?? change.error;
  const parents = team === undefined ? treeOf(teams).map((branch) => branch.team) : possibleParents(teams, team);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get('name') ?? '').trim();
    const parentId = String(form.get('parentId') ?? '');
    if (team === undefined) {
      create.mutate({ name, ...(parentId !== '' && { parentId }) }, { onSuccess: () => { toast(`${name} is there.`); onDone(); } });
      return;
    }
    const undo = { id: team.id, name: team.name, parentId: team.parentId };
    change.mutate(
      { id: team.id, name, parentId: parentId === '' ? null : parentId },
      { onSuccess: () => { toast(`${name} is changed.`, { action: { label: 'Undo', run: () => { change.mutate(undo, { onError: refused }); } } }); onDone(); } },
    );
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField label="Name" name="name" required maxLength={120} autoFocus defaultValue={team?.name} problem={problem?.field('name')} />
      <SelectField label="Under" name="parentId" defaultValue={team?.parentId ?? ''} problem={problem?.field('parentId')} hint="Up to five levels.">
        <option value="">No team, at the top</option>
        {parents.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </SelectField>
      {problem && problem.fields.length === 0 && <FormProblem text={sentence(problem)} />}
      <DialogActions onCancel={onDone}>
        <Button type="submit" tone="next" busy={create.isPending || change.isPending}>
          {team === undefined ? 'Make team' : 'Save'}
        </Button>
      </DialogActions>
    </form>
  );
}

function DeleteTeam({ team, teams, onClose }: { team: Team | undefined; teams: readonly Team[]; onClose: () => void }) {
  const drop = useDeleteTeam();
  const close = () => { drop.reset(); onClose(); };
  return (
    <ConfirmDialog
      open={team !== undefined}
      onClose={close}
      title={`Delete ${team?.name ?? ''}?`}
      text="Its members and the teams below it move to the team you choose."
      action="Delete team"
      busy={drop.isPending}
      problem={drop.error ? sentence(drop.error) : undefined}
      onConfirm={(form) => { drop.mutate({ id: team?.id ?? '', moveTo: String(form.get('moveTo') ?? '') }, { onSuccess: () => { toast(`${team?.name ?? 'The team'} is deleted.`); close(); } }); }}
    >
      <SelectField label="Move its members to" name="moveTo">
        {team !== undefined &&
          possibleParents(teams, team).map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        <option value="">Nowhere: it is empty</option>
      </SelectField>
    </ConfirmDialog>
  );
}
