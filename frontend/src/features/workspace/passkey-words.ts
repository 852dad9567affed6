import { sentence } from '@/shared/api/sentences';
import { wasCancelled } from '@/shared/lib/passkey';

/** Why a passkey did not work, in a sentence; nothing when nobody asked or the person changed their mind. */
export function passkeyProblem(cause: unknown): string | undefined {
  if (cause === null || cause === undefined || wasCancelled(cause)) return undefined;
  if (cause instanceof DOMException) {
    if (cause.name === 'SecurityError') return 'Passkeys do not work at this address. Open the site by its name and with https, or as localhost on your own machine.';
    if (cause.name === 'InvalidStateError') return 'This device has a passkey for your account already.';
    return 'Your device could not do this. Try another one, or another way.';
  }
  return sentence(cause);
}
