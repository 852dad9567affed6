import { queryOptions } from '@tanstack/react-query';
import { everyPage } from './every-page';
import type { Member } from './house-types';

/** Who is in the workspace, for features that show a person where they have an id. */
export const peopleQuery = queryOptions({
  queryKey: ['workspace', 'members', {}],
  queryFn: ({ signal }) => everyPage<Member>('/workspace/members', {}, signal),
});
