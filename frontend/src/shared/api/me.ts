import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from './client';
import type { Installation, Me } from './types';

/** Who is signed in, where and as what. Every feature asks it, so it lives above them all. */
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

/** What the signed-in person may do here. The server decides; this only spares people doors that do not open. */
export function useMay(): (permission: string) => boolean {
  const me = useQuery(meQuery).data;
  return (permission) => me?.permissions.includes(permission) ?? false;
}
