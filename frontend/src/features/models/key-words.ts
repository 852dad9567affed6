import type { KeyHolder, KeyState } from '@/shared/api/house-types';
import type { TagTone } from '@/shared/ui/tag';

export const keyStates: Record<KeyState, { name: string; tone: TagTone }> = {
  valid: { name: 'Works', tone: 'good' },
  unverified: { name: 'Not checked', tone: 'warn' },
  invalid: { name: 'Refused', tone: 'danger' },
  expired: { name: 'Expired', tone: 'danger' },
  revoked: { name: 'Revoked', tone: 'danger' },
  quota_exhausted: { name: 'No credit', tone: 'warn' },
};

const reasons: Record<string, string> = {
  unauthorized: 'The provider does not know this key. Copy it again in one piece, or make a new one there.',
  no_permission: 'The provider knows this key but does not let it do this. Give it access to models in the provider’s console.',
  quota: 'The key is right, but its account has no credit left. Add credit at the provider, then check again.',
  network: 'The provider did not answer, so the key could not be checked. You may save it unchecked; we check it again every day.',
};

/** Why a key was refused, by the class of the reason that the server gives. */
export function keyReason(reason: string | null | undefined): string | undefined {
  if (reason === null || reason === undefined) return undefined;
  return reasons[reason.toLowerCase().replaceAll('-', '_')];
}

/** What happens to what runs on a key when it goes. */
export function removalText(owner: KeyHolder, environment: boolean): string {
  const then =
    owner !== 'platform'
      ? 'What runs on it stops or falls back to the next key.'
      : environment
        ? 'What runs on it goes on with the key that the server was started with.'
        : 'Workspaces that have no key of their own are without this provider from then on.';
  return `${then} A sealed key cannot be brought back; you would paste it again.`;
}

/** Which of the two is used where the environment has a key as well: one that is known not to work gives way. */
export function besideEnvironment(status: KeyState): string {
  return status === 'invalid' || status === 'expired' || status === 'revoked' ? 'the environment’s is used meanwhile' : 'instead of the environment’s';
}
