import { useQuery } from '@tanstack/react-query';
import type { Invitation } from '@/shared/api/house-types';
import { shortDay } from '@/shared/lib/format';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/faces';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { Section } from '@/shared/ui/section';
import { Tag, type TagTone } from '@/shared/ui/tag';
import { toast } from '@/shared/ui/toasts';
import { invitationsQuery, useInvite, useResendInvitation, useRevokeInvitation } from './invitation-queries';
import { roleName } from './role-words';

const states: Record<Invitation['state'], { name: string; tone: TagTone }> = {
  pending: { name: 'Waiting', tone: 'plain' },
  accepted: { name: 'Accepted', tone: 'good' },
  expired: { name: 'Expired', tone: 'warn' },
  revoked: { name: 'Withdrawn', tone: 'plain' },
};

export function InvitationsSection({ onInvite }: { onInvite: () => void }) {
  const invitations = useQuery(invitationsQuery);
  const resend = useResendInvitation();
  const revoke = useRevokeInvitation();
  const again = useInvite();
  const withdraw = (invitation: Invitation) => {
    revoke.mutate(invitation.id, {
      onSuccess: () => {
        toast(`The invitation to ${invitation.email} is withdrawn.`, { action: { label: 'Invite again', run: () => { again.mutate({ email: invitation.email, role: invitation.role }, { onError: refused }); } } });
      },
      onError: refused,
    });
  };
  return (
    <Section title="Invitations" text="A link works once and for seven days. A new letter makes the old link useless.">
      <Loaded query={invitations} what="invitations" rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Panel className="flex flex-wrap items-center justify-between gap-3 px-4 py-4">
              <p className="text-ink-muted">Nobody is on the way.</p>
              <Button size="small" onClick={onInvite}>
                Invite somebody
              </Button>
            </Panel>
          ) : (
            <Panel>
              <ul aria-label="Invitations" className="divide-y divide-hairline">
                {items.map((invitation) => (
                  <li key={invitation.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
                    <div className="min-w-0 flex-1 basis-52">
                      <p className="truncate font-medium">{invitation.email}</p>
                      <p className="num text-sm text-ink-muted">
                        {roleName(invitation.role)}
                        {invitation.state === 'pending' && ` · until ${shortDay(invitation.expiresAt)}`}
                      </p>
                    </div>
                    <Tag tone={states[invitation.state].tone}>{states[invitation.state].name}</Tag>
                    {(invitation.state === 'pending' || invitation.state === 'expired') && (
                      <Button size="small" aria-label={`Send again to ${invitation.email}`} busy={resend.isPending && resend.variables === invitation.id} onClick={() => { resend.mutate(invitation.id, { onSuccess: () => { toast(`Sent again to ${invitation.email}.`); }, onError: refused }); }}>
                        Send again
                      </Button>
                    )}
                    {invitation.state === 'pending' && (
                      <Button size="small" tone="quiet" aria-label={`Withdraw ${invitation.email}`} onClick={() => { withdraw(invitation); }}>
                        Withdraw
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </Panel>
          )
        }
      </Loaded>
    </Section>
  );
}
