import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { AdminUser } from '@/shared/api/house-types';
import { meQuery } from '@/shared/api/me';
import { sentence } from '@/shared/api/sentences';
import { fullDay } from '@/shared/lib/format';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { Panel } from '@/shared/ui/faces';
import { TextField } from '@/shared/ui/field';
import { Icon } from '@/shared/ui/icons';
import { Loaded } from '@/shared/ui/loaded';
import { ScreenHead } from '@/shared/ui/screen-head';
import { Section, SettingsScreen } from '@/shared/ui/section';
import { Tag } from '@/shared/ui/tag';
import { toast } from '@/shared/ui/toasts';
import { When } from '@/shared/ui/when';
import { useActOnUser, userQuery, type UserAction } from './admin-queries';
import { ImpersonateDialog } from './impersonate-dialog';
import { PersonPicker } from './person-picker';
import { statusName } from './users-screen';

/** One account, and what an administrator may do with it. Every action is written down with its reason. */
export function UserScreen() {
  const { id } = useParams({ strict: false });
  const user = useQuery(userQuery(id ?? ''));
  useTitle(user.data?.name ?? 'User');
  return (
    <SettingsScreen>
      <ScreenHead
        before={
          <Link to="/admin/users" className="mb-1 inline-flex items-center gap-1 text-sm text-ink-muted hover:text-ink">
            <Icon name="left" size={12} /> Users
          </Link>
        }
        title={user.data?.name ?? 'User'}
        text={user.data?.email}
      />
      <Loaded query={user} what="this user" rows={4}>
        {(found) => <Detail user={found} />}
      </Loaded>
    </SettingsScreen>
  );
}

type Question = { action: UserAction; title: string; text: string; button: string; done: string; type?: string; reassign?: boolean };

function Detail({ user }: { user: AdminUser }) {
  const act = useActOnUser(user.id);
  const navigate = useNavigate();
  const self = useQuery(meQuery).data?.user.id === user.id;
  const [asked, setAsked] = useState<Question>();
  const [entering, setEntering] = useState(false);
  const suspended = user.status === 'suspended';
  const close = () => { setAsked(undefined); act.reset(); };
  const questions = questionsFor(user);
  return (
    <>
      <Panel>
        <dl className="grid gap-x-8 gap-y-3 p-4 sm:grid-cols-2">
          <Fact name="Status">
            <Tag tone={user.status === 'active' ? 'good' : user.status === 'pending' ? 'warn' : 'danger'}>{statusName(user.status)}</Tag>
            {user.suspendedReason !== null && <span className="block text-sm text-ink-muted">{user.suspendedReason}</span>}
          </Fact>
          <Fact name="Second factor">{user.secondFactor ? 'On' : 'Off'}</Fact>
          <Fact name="Account since">
            <span className="num">{fullDay(user.createdAt)}</span>
          </Fact>
          <Fact name="Last seen">
            <span className="num">{user.lastSeenAt === null ? 'Never' : <When at={user.lastSeenAt} />}</span>
          </Fact>
          <Fact name="Workspaces">{user.workspaces.map(({ name }) => name).join(', ') || 'none'}</Fact>
          <Fact name="Administrator">{user.platformAdmin ? 'Yes' : 'No'}</Fact>
          <Fact name="Id">
            <span className="num break-all select-all">{user.id}</span>
          </Fact>
        </dl>
      </Panel>
      {!self && (
        <Section title="See what they see" text="For at most an hour, with a reason that goes into the audit log. Keys, payment and passwords stay closed.">
          <Button icon="swap" disabled={suspended} onClick={() => { setEntering(true); }}>
            Impersonate
          </Button>
        </Section>
      )}
      <Section title="Account">
        <Panel className="divide-y divide-hairline">
          {questions.map((question) => (
            <div key={question.action} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
              <div className="min-w-0 flex-1 basis-60">
                <p className="font-medium">{question.button}</p>
                <p className="text-sm text-ink-muted">{question.text}</p>
              </div>
              <Button size="small" tone={question.action === 'delete' || question.action === 'suspend' ? 'danger' : 'plain'} disabled={self && question.action !== 'revoke-admin'} onClick={() => { setAsked(question); }}>
                {question.button}
              </Button>
            </div>
          ))}
        </Panel>
        {self && <p className="mt-2 text-sm text-ink-muted">This is you. Another administrator can do the rest.</p>}
      </Section>
      <ConfirmDialog
        open={asked !== undefined}
        onClose={close}
        title={asked?.title ?? ''}
        text={asked?.text}
        action={asked?.button ?? ''}
        {...(asked?.type !== undefined && { type: asked.type })}
        busy={act.isPending}
        problem={act.error ? sentence(act.error) : undefined}
        onConfirm={(form) => {
          if (asked === undefined) return;
          const text = (name: string) => String(form.get(name) ?? '').trim();
          act.mutate(
            { action: asked.action, ...(text('reason') !== '' && { reason: text('reason') }), ...(text('reassignTo') !== '' && { reassignTo: text('reassignTo') }) },
            { onSuccess: () => { toast(asked.done); close(); if (asked.action === 'delete') void navigate({ to: '/admin/users' }); } },
          );
        }}
      >
        {asked?.action === 'suspend' && <TextField label="Reason" name="reason" required minLength={3} maxLength={500} hint="It goes into the audit log." />}
        {asked?.reassign === true && (
          <PersonPicker label="Hand their records to" name="reassignTo" hint="Somebody who stays in the same workspace. Needed unless they worked alone." fits={(other) => other.id !== user.id && other.status === 'active' && other.workspaces.some(({ id }) => user.workspaces.some((one) => one.id === id))} problem={act.error?.field('reassignTo')} />
        )}
      </ConfirmDialog>
      <ImpersonateDialog open={entering} onClose={() => { setEntering(false); }} user={user} />
    </>
  );
}

function questionsFor(user: AdminUser): Question[] {
  return [
    user.status === 'suspended'
      ? { action: 'reactivate', title: `Let ${user.name} in again?`, text: 'They can log in at once.', button: 'Reactivate', done: `${user.name} may log in again.` }
      : { action: 'suspend', title: `Suspend ${user.name}?`, text: 'All sessions end within a minute and no new one opens.', button: 'Suspend', done: `${user.name} is suspended.` },
    { action: 'reset-second-factor', title: 'Reset the second factor?', text: 'App, passkeys and recovery codes are forgotten; the password alone logs in until they set up new ones.', button: 'Reset second factor', done: 'The second factor is reset.' },
    user.platformAdmin
      ? { action: 'revoke-admin', title: 'Take away administration?', text: 'They keep their workspaces.', button: 'Take away administration', done: `${user.name} is no longer an administrator.` }
      : { action: 'grant-admin', title: `Make ${user.name} an administrator?`, text: 'They can do everything on this page, to everybody.', button: 'Make administrator', done: `${user.name} is an administrator.` },
    { action: 'delete', title: `Delete ${user.name}?`, text: 'The account and its sign-ins are gone for good; records go to somebody who stays.', button: 'Delete account', done: `${user.name} is deleted.`, type: user.email, reassign: true },
  ];
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
