import { useQueryClient } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { meQuery } from '@/shared/api/me';
import { sentence } from '@/shared/api/sentences';
import { useTitle } from '@/shared/lib/use-title';
import { Button, buttonClass } from '@/shared/ui/button';
import { AuthFrame, FormProblem } from './auth-frame';
import { useVerifyEmail } from './password-queries';

/** Where the link in the verification letter leads. A press confirms: mail scanners open links, they do not press buttons. */
export function VerifyScreen() {
  useTitle('Verify e-mail');
  const { token } = useSearch({ strict: false });
  const client = useQueryClient();
  const verify = useVerifyEmail();
  const other = (
    <Link to="/home" className="font-medium text-ink underline underline-offset-4">
      Go to home
    </Link>
  );
  if (verify.isSuccess) {
    return (
      <AuthFrame title="Your address is confirmed" text="Letters about your account go there from now on." other={other}>
        <Link to="/home" className={buttonClass('next', 'large')}>
          Go on
        </Link>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title="Confirm your e-mail address" text={token === undefined ? 'This link is cut short. Open the link in the letter once more.' : 'One press and you are done.'} other={other}>
      <div className="flex flex-col gap-4">
        {verify.error && <FormProblem text={sentence(verify.error)} />}
        {token !== undefined && (
          <Button
            tone="next"
            size="large"
            busy={verify.isPending}
            onClick={() => { verify.mutate(token, { onSuccess: () => { void client.invalidateQueries({ queryKey: meQuery.queryKey }); } }); }}
          >
            Confirm address
          </Button>
        )}
      </div>
    </AuthFrame>
  );
}
