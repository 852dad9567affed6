import { useMutation, useQuery } from '@tanstack/react-query';
import { query } from '@/shared/api/client';
import { meQuery } from '@/shared/api/me';
import { Problem, readProblem } from '@/shared/api/problem';
import { sentence } from '@/shared/api/sentences';
import { keepWayBack, ownPath } from '@/shared/lib/way-back';
import { Button } from '@/shared/ui/button';
import { FormProblem } from './auth-frame';

/** By the domain of an address to the company's own sign-in. Asked first, so that a wrong domain is said here and not on a bare page. */
export function useCompanySignIn() {
  return useMutation<undefined, Problem, { email: string; next?: string | undefined }>({
    mutationFn: async ({ email, next }) => {
      const address = `/api/v1/auth/sso/start${query({ email })}`;
      const answer = await fetch(address, { redirect: 'manual', credentials: 'same-origin' });
      if (answer.type !== 'opaqueredirect') throw await readProblem(answer);
      keepWayBack(ownPath(next));
      window.location.assign(address);
    },
  });
}

/** Whether somebody was refused because their company signs its people in itself. */
export function wantsCompanySignIn(problem: unknown): problem is Problem {
  return problem instanceof Problem && problem.code === 'workspace.company-sign-in-required';
}

/** The way to the company's own sign-in where the address is known, and why it leads nowhere if it does. */
export function CompanyButton({ email, next }: { email: string; next?: string }) {
  const start = useCompanySignIn();
  return (
    <>
      <Button icon="plug" size="large" busy={start.isPending} onClick={() => { start.mutate({ email, next }); }}>
        Use your company’s sign-in
      </Button>
      {start.error && <FormProblem text={start.error.status === 404 ? `No company sign-in is set up for ${email.slice(email.lastIndexOf('@') + 1)}.` : sentence(start.error)} />}
    </>
  );
}

/** For whoever is here already and wants on into a workspace that asks for its company's sign-in: why not yet, and the way. */
export function CompanyDoor({ problem }: { problem: Problem }) {
  const email = useQuery(meQuery).data?.user.email;
  const start = useCompanySignIn();
  const refusal = start.error && (start.error.status === 404 ? `No company sign-in is set up for the address ${email ?? 'you use here'}. Log out, choose Single sign-on and enter your address at that company, or ask its admin.` : sentence(start.error));
  return (
    <div className="flex flex-col items-start gap-3">
      <FormProblem text={refusal ?? sentence(problem)} />
      {email !== undefined && (
        <Button icon="plug" busy={start.isPending} onClick={() => { start.mutate({ email }); }}>
          Use your company’s sign-in
        </Button>
      )}
    </div>
  );
}
