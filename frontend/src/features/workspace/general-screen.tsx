import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import type { WorkspaceRecord } from '@/shared/api/house-types';
import { meQuery, useMay } from '@/shared/api/me';
import { sentence } from '@/shared/api/sentences';
import { fullDay } from '@/shared/lib/format';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { Panel } from '@/shared/ui/faces';
import { SelectField, TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { ScreenHead } from '@/shared/ui/screen-head';
import { Section, SettingsScreen } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { LookInSection } from './look-in-section';
import { RecordingTermsPanel } from './recording-terms';
import { roleName } from './role-words';
import { membersQuery, useDeleteWorkspace, useRename, useTransferOwnership, workspaceQuery } from './workspace-queries';

export function GeneralScreen() {
  useTitle('Workspace');
  const may = useMay();
  const record = useQuery(workspaceQuery);
  const owner = useQuery(meQuery).data?.role === 'owner';
  return (
    <SettingsScreen>
      <ScreenHead
        title="General"
        text={record.data && `${String(record.data.memberCount)} ${record.data.memberCount === 1 ? 'member' : 'members'} · since ${fullDay(record.data.createdAt)}`}
      />
      <Section title="Name" text="What everybody sees, also in invitations.">
        <Loaded query={record} what="the workspace" rows={1} row="h-16">
          {(workspace) => <Name key={workspace.version} workspace={workspace} changeable={may('settings.manage')} />}
        </Loaded>
      </Section>
      <Section title="Recordings" text="Transcripts and scores stay; this is about the sound of calls.">
        <RecordingTermsPanel changeable={may('settings.manage')} />
      </Section>
      {owner && <LookInSection />}
      {owner && record.data && <Ownership workspace={record.data} />}
    </SettingsScreen>
  );
}

function Name({ workspace, changeable }: { workspace: WorkspaceRecord; changeable: boolean }) {
  const rename = useRename();
  if (!changeable) return <p className="font-medium">{workspace.name}</p>;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim();
    if (name === workspace.name) return;
    rename.mutate(
      { name, version: workspace.version },
      {
        onSuccess: (now) => {
          toast('The workspace has a new name.', { action: { label: 'Undo', run: () => { rename.mutate({ name: workspace.name, version: now.version }, { onError: refused }); } } });
        },
        onError: (problem) => { if (problem.field('name') === undefined) refused(problem); },
      },
    );
  };
  return (
    <Panel className="p-4">
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <TextField label="Workspace name" name="name" required maxLength={120} defaultValue={workspace.name} className="min-w-56 flex-1" problem={rename.error?.field('name')} />
        <Button type="submit" busy={rename.isPending}>
          Save name
        </Button>
      </form>
    </Panel>
  );
}

function Ownership({ workspace }: { workspace: WorkspaceRecord }) {
  const [asked, setAsked] = useState<'transfer' | 'delete'>();
  const me = useQuery(meQuery).data;
  const members = useQuery({ ...membersQuery(), enabled: asked === 'transfer' });
  const transfer = useTransferOwnership();
  const drop = useDeleteWorkspace();
  const navigate = useNavigate();
  const others = members.data?.items.filter(({ userId }) => userId !== me?.user.id) ?? [];
  const close = () => { setAsked(undefined); transfer.reset(); drop.reset(); };
  return (
    <Section title="Ownership" text="Only owners see this.">
      <Panel className="divide-y divide-hairline">
        <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
          <div>
            <p className="font-medium">Hand over the workspace</p>
            <p className="text-sm text-ink-muted">Another member becomes owner; you become admin.</p>
          </div>
          <Button size="small" onClick={() => { setAsked('transfer'); }}>
            Hand over
          </Button>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
          <div>
            <p className="font-medium">Delete the workspace</p>
            <p className="text-sm text-ink-muted">Everybody is out at once. An owner can bring it back for 30 days.</p>
          </div>
          <Button size="small" tone="danger" onClick={() => { setAsked('delete'); }}>
            Delete workspace
          </Button>
        </div>
      </Panel>
      <ConfirmDialog
        open={asked === 'transfer'}
        onClose={close}
        title="Hand over the workspace"
        text="The new owner can pay, delete and hand over. Only they can give it back."
        action="Hand over"
        busy={transfer.isPending}
        problem={transfer.error ? sentence(transfer.error) : undefined}
        onConfirm={(form) => {
          transfer.mutate(String(form.get('userId')), { onSuccess: () => { close(); toast('The workspace has a new owner.'); } });
        }}
      >
        <SelectField label="New owner" name="userId" required>
          {others.map((member) => (
            <option key={member.userId} value={member.userId}>
              {member.name} ({roleName(member.role)})
            </option>
          ))}
        </SelectField>
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'delete'}
        onClose={close}
        title={`Delete ${workspace.name}?`}
        text={`All ${String(workspace.memberCount)} members lose access now, running calls end and paid modules stop renewing. After 30 days calls, scores and keys are gone for good.`}
        type={workspace.name}
        action="Delete workspace"
        busy={drop.isPending}
        problem={drop.error ? sentence(drop.error) : undefined}
        onConfirm={() => {
          drop.mutate(workspace.name, { onSuccess: () => void navigate({ to: '/log-in' }) });
        }}
      />
    </Section>
  );
}
