import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, remove } from '@/shared/api/client';
import type { Passkey, TotpStart } from '@/shared/api/house-types';
import { meQuery } from '@/shared/api/me';
import { useChange } from '@/shared/api/use-change';
import { makePasskey } from '@/shared/lib/passkey';

export const passkeysQuery = queryOptions({
  queryKey: ['workspace', 'passkeys'],
  queryFn: ({ signal }) => get<{ items: Passkey[] }>('/auth/passkeys', signal),
});

export function useStartTotp() {
  return useMutation({ mutationFn: () => post<TotpStart>('/auth/totp') });
}

export function useConfirmTotp() {
  return useChange((code: string) => post<{ recoveryCodes: string[] }>('/auth/totp/confirm', { code }), meQuery.queryKey);
}

export function useRemoveTotp() {
  return useChange(() => remove('/auth/totp'), meQuery.queryKey);
}

export function useNewRecoveryCodes() {
  return useChange(() => post<{ recoveryCodes: string[] }>('/auth/recovery-codes'), meQuery.queryKey);
}

export function useAddPasskey() {
  return useChange(
    async (label: string) => {
      const options = await post<unknown>('/auth/passkeys/options');
      return post<{ recoveryCodes: string[] }>('/auth/passkeys', { label, credential: await makePasskey(options) });
    },
    passkeysQuery.queryKey,
    meQuery.queryKey,
  );
}

export function useRemovePasskey() {
  return useChange((id: string) => remove(`/auth/passkeys/${encodeURIComponent(id)}`), passkeysQuery.queryKey, meQuery.queryKey);
}

export function useEndOtherSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => remove('/auth/sessions'),
    onSettled: () => client.invalidateQueries({ queryKey: ['workspace', 'login-sessions'] }),
  });
}
