import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import type { InvitationLetter } from '@/shared/api/house-types';
import { meQuery } from '@/shared/api/me';
import type { Problem } from '@/shared/api/problem';
import { sentence } from '@/shared/api/sentences';
import { useTitle } from '@/shared/lib/use-title';
import { Button, buttonClass } from '@/shared/ui/button';
import { LoadingFace, Skeleton } from '@/shared/ui/faces';
import { TextField } from '@/shared/ui/field';
import { AuthFrame, FormProblem } from './auth-frame';
import { CompanyButton, wantsCompanySignIn } from './company-sign-in';
import { invitationQuery, useAcceptInvitation } from './invitation-queries';
import { useLogOut } from './log-out';
import { aRole } from './role-words';

export function InvitationScreen() {
  useTitle('Invitation');
  const { token } = useParams({ from: '/invitations/$token' });
  const letter = useQuery({ ...invitationQuery(token), retry: false });
  const me = useQuery({ ...meQuery, retry: false });
  if (letter.isPending || me.isPending) {
    return (
      <AuthFrame title="Invitation" text="" other={null}>
        <LoadingFace label="Loading the invitation">
          <Skeleton className="h-11 w-full" />
        </LoadingFace>
      </AuthFrame>
    );
  }
  if (letter.isError) return <Dead title="This invitation cannot be opened" text={letter.error.status === 404 ? 'The link is cut short, or a newer letter has replaced it. Look for the newest one.' : sentence(letter.error)} />;
  const { state, workspaceName } = letter.data;
  if (state === 'expired') return <Dead title="This invitation has expired" text={`Invitations last seven days. Ask whoever invited you to ${workspaceName} to send it again.`} />;
  if (state === 'revoked') return <Dead title="This invitation was withdrawn" text={`Ask an admin of ${workspaceName} if you think this is a mistake.`} />;
  if (state === 'accepted') return <Dead title="This invitation has been used" text={`Log in to open ${workspaceName}.`} />;
  if (me.data?.user.email !== undefined) {
    return me.data.user.email.toLowerCase() === letter.data.email.toLowerCase() ? <Join token={token} letter={letter.data} /> : <WrongAccount letter={letter.data} signedInAs={me.data.user.email} />;
  }
  return letter.data.accountExists ? <LogInFirst token={token} letter={letter.data} /> : <NewPerson token={token} letter={letter.data} />;
}

function Dead({ title, text }: { title: string; text: string }) {
  return (
    <AuthFrame title={title} text={text} other={null}>
      <Link to="/log-in" className={buttonClass('plain', 'large')}>
        Log in
      </Link>
    </AuthFrame>
  );
}

type Opened = { token: string; letter: InvitationLetter };

function Join({ token, letter }: Opened) {
  const navigate = useNavigate();
  const accept = useAcceptInvitation(token);
  if (accept.data !== undefined) return <JustJoined letter={letter} closed={accept.data} />;
  return (
    <AuthFrame title={`Join ${letter.workspaceName}`} text={`You come in as ${aRole(letter.role)}. Your other workspaces stay as they are.`} other={null}>
      <div className="flex flex-col gap-4">
        {accept.error && <FormProblem text={sentence(accept.error)} />}
        <Button tone="next" size="large" busy={accept.isPending} onClick={() => { accept.mutate({}, { onSuccess: (closed) => { if (closed === undefined) void navigate({ to: '/home' }); } }); }}>
          Join {letter.workspaceName}
        </Button>
      </div>
    </AuthFrame>
  );
}

function WrongAccount({ letter, signedInAs }: { letter: InvitationLetter; signedInAs: string }) {
  const logOut = useLogOut();
  return (
    <AuthFrame title="This invitation is for another address" text={`It was sent to ${letter.email}; you are logged in as ${signedInAs}.`} other="Or ask to be invited at the address you use.">
      <Button size="large" icon="signOut" busy={logOut.isPending} onClick={() => { logOut.mutate(undefined, { onSuccess: () => { window.location.reload(); } }); }}>
        Log out and go on
      </Button>
    </AuthFrame>
  );
}

/** A member now, but not inside: the workspace opens by its company's sign-in, or later from the list of one's workspaces. */
function JustJoined({ letter, closed }: { letter: InvitationLetter; closed: Problem }) {
  const company = closed.status === 401 || wantsCompanySignIn(closed);
  return (
    <AuthFrame
      title={`You are a member of ${letter.workspaceName}`}
      text={company ? 'It lets its people in through the company’s own sign-in. One more step and you are there.' : sentence(closed)}
      other={null}
    >
      <div className="flex flex-col gap-3">
        {company && <CompanyButton email={letter.email} next="/home" />}
        {closed.status !== 401 && (
          <Link to="/home" className={buttonClass('plain', 'large')}>
            Go on where you were
          </Link>
        )}
      </div>
    </AuthFrame>
  );
}

function LogInFirst({ token, letter }: Opened) {
  return (
    <AuthFrame title={`Join ${letter.workspaceName}`} text={`There is an account for ${letter.email} already. Log in and you come back here.`} other={null}>
      <div className="flex flex-col gap-3">
        <Link to="/log-in" search={{ next: `/invitations/${token}` }} className={buttonClass('next', 'large')}>
          Log in to join
        </Link>
        <CompanyButton email={letter.email} next={`/invitations/${token}`} />
      </div>
    </AuthFrame>
  );
}

function NewPerson({ token, letter }: Opened) {
  const navigate = useNavigate();
  const accept = useAcceptInvitation(token);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    accept.mutate({ name: String(form.get('name') ?? '').trim(), password: String(form.get('password') ?? '') }, { onSuccess: (closed) => { if (closed === undefined) void navigate({ to: '/home' }); } });
  };
  if (accept.data !== undefined) return <JustJoined letter={letter} closed={accept.data} />;
  return (
    <AuthFrame title={`Join ${letter.workspaceName}`} text={`You come in as ${aRole(letter.role)}, with ${letter.email}.`} other={null}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <input type="hidden" name="email" autoComplete="username" value={letter.email} readOnly />
        <TextField label="Your name" name="name" autoComplete="name" required maxLength={120} problem={accept.error?.field('name')} />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={12}
          hint="At least 12 characters. A sentence is easier to remember than symbols."
          problem={accept.error?.field('password')}
        />
        {accept.error && accept.error.fields.length === 0 && <FormProblem text={sentence(accept.error)} />}
        <Button type="submit" tone="next" size="large" busy={accept.isPending}>
          Join {letter.workspaceName}
        </Button>
      </form>
    </AuthFrame>
  );
}
