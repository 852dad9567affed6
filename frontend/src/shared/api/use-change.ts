import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { sendOrKeep } from './line';

/** A change on the server: runs it, then lets everything that shows the changed thing be fetched again. */
export function useChange<Variables = void, Answer = undefined>(run: (variables: Variables) => Promise<Answer>, ...stale: readonly QueryKey[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    // Not waited for: what was pressed is done, and its screen hears of it before the refreshed lists can take that screen away.
    onSettled: () => {
      for (const queryKey of stale) void client.invalidateQueries({ queryKey });
    },
  });
}

/** A change that may as well arrive later and can be undone: without a line it waits for one. */
export function useEdit<Variables = void, Answer = undefined>(run: (variables: Variables) => Promise<Answer>, ...stale: readonly QueryKey[]) {
  return useChange((variables: Variables) => sendOrKeep(() => run(variables)), ...stale);
}
