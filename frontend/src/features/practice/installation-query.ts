import { queryOptions } from '@tanstack/react-query';
import { get } from '@/shared/api/client';
import type { Installation } from '@/shared/api/types';

/** What this installation can do, as far as a practice call needs it. */
export const installationQuery = queryOptions({
  queryKey: ['practice', 'installation'],
  queryFn: ({ signal }) => get<Installation>('/installation', signal),
  staleTime: 60_000,
});
