import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';

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
