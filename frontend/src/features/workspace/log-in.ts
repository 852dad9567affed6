import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '@/shared/api/client';
import type { Problem } from '@/shared/api/problem';
import type { User, Workspace } from '@/shared/api/types';
import { presentPasskey } from '@/shared/lib/passkey';

export type LogIn = { email: string; password: string; code?: string };
type LoggedIn = { user: User; workspace: Workspace; mustEnrol?: boolean };

export function useLogIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: LogIn) => post<LoggedIn>('/auth/login', body),
    // What another account left in the cache is not for this one.
    onSuccess: () => {
      client.clear();
    },
  });
}

/** With a passkey: by the button, or silently from the e-mail field when the browser offers it there. */
export function usePasskeyLogIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ signal, autofill = false }: { signal?: AbortSignal; autofill?: boolean }) => {
      const options = await post<unknown>('/auth/passkeys/login/options');
      const credential = await presentPasskey(options, { autofill, ...(signal && { signal }) });
      return post<LoggedIn>('/auth/passkeys/login', { credential });
    },
    onSuccess: () => {
      client.clear();
    },
  });
}

export type FactorMethod = 'totp' | 'passkey' | 'recovery';

/** Which second proofs the server would take, when the password alone was not enough. */
export function wantedFactors(problem: Problem | null): readonly FactorMethod[] | undefined {
  if (problem === null || !problem.code.endsWith('second-factor-required')) return undefined;
  const methods = problem.more['methods'];
  const known = Array.isArray(methods) ? methods.filter((method): method is FactorMethod => method === 'totp' || method === 'passkey' || method === 'recovery') : [];
  return known.length > 0 ? known : ['totp', 'recovery'];
}
