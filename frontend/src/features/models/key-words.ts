import type { KeyState } from '@/shared/api/house-types';
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
