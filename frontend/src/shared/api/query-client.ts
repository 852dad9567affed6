import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Problem;
  }
}

const triesMax = 2;

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // A refusal will be a refusal again; only what passes by itself is worth another try.
        retry: (failures, problem) => failures < triesMax && (!(problem instanceof Problem) || problem.status === 0 || problem.status === 503),
        refetchOnWindowFocus: true,
      },
      // Nothing is kept until there is a line but what says so itself (see line.ts): a payment must not happen later.
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
