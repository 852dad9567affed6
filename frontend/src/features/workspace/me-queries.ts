import { queryOptions } from '@tanstack/react-query';
import { get } from '@/shared/api/client';
import type { Installation, Me } from '@/shared/api/types';

export const meQuery = queryOptions({
  queryKey: ['workspace', 'me'],
  queryFn: ({ signal }) => get<Me>('/me', signal),
  staleTime: 60_000,
});

export const installationQuery = queryOptions({
  queryKey: ['workspace', 'installation'],
  queryFn: ({ signal }) => get<Installation>('/installation', signal),
  staleTime: 60_000,
});
