import { queryOptions } from '@tanstack/react-query';
import { get } from './client';
import type { Member } from './house-types';

/** Who is in the workspace, for features that show a person where they have an id. */
export const peopleQuery = queryOptions({
  queryKey: ['workspace', 'members', {}],
  queryFn: ({ signal }) => get<{ items: Member[] }>('/workspace/members?limit=100', signal),
});
