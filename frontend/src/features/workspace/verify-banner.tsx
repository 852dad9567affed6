import { useQuery } from '@tanstack/react-query';
import { meQuery } from '@/shared/api/me';
import { Button } from '@/shared/ui/button';
import { refused } from '@/shared/ui/refused';
import { toast } from '@/shared/ui/toasts';
import { useResendVerification } from './password-queries';

/** Until the address is confirmed, one line above the screen. */
export function VerifyBanner() {
  const user = useQuery(meQuery).data?.user;
  const resend = useResendVerification();
  if (user?.emailVerified !== false) return null;
  return (
    <aside aria-label="Unconfirmed address" className="mb-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md border border-hairline bg-surface px-4 py-2.5">
      <p className="text-ink-soft">
        Confirm <span className="font-medium text-ink">{user.email}</span> with the letter we sent, so that you can reset your password.
      </p>
      <Button size="small" busy={resend.isPending} onClick={() => { resend.mutate(undefined, { onSuccess: () => { toast(`A new letter to ${user.email} is on its way.`); }, onError: refused }); }}>
        Send it again
      </Button>
    </aside>
  );
}
