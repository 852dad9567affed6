import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { AdminUser } from '@/shared/api/house-types';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { LoadingFace, Panel, Skeleton } from '@/shared/ui/faces';
import { SelectField, TextField } from '@/shared/ui/field';
import { RefusedFace } from '@/shared/ui/loaded';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { Tag } from '@/shared/ui/tag';
import { When } from '@/shared/ui/when';
import { usersQuery } from './admin-queries';

/** Everybody who has an account here. */
export function UsersScreen() {
  useTitle('Users');
  const navigate = useNavigate({ from: '/admin/users' });
  const search = useSearch({ strict: false });
  const filter = { query: search.query, status: search.status };
  const users = useInfiniteQuery(usersQuery(filter));
  const items = users.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <SettingsScreen>
      <ScreenHead title="Users" text="Everybody with an account on this installation." />
      <div>
        <div role="search" className="mb-3 flex flex-wrap gap-3">
          <TextField label="Find a user" type="search" placeholder="Name, e-mail or workspace" defaultValue={search.query} onChange={(event) => void navigate({ search: { ...filter, query: event.target.value.trim() || undefined }, replace: true })} className="min-w-48 flex-1" />
          <SelectField label="Status" value={search.status ?? ''} onChange={(event) => void navigate({ search: { ...filter, status: event.target.value || undefined }, replace: true })} className="w-36">
            <option value="">Any</option>
            <option value="active">Active</option>
            <option value="pending">Not confirmed</option>
            <option value="suspended">Suspended</option>
          </SelectField>
        </div>
        {users.isPending && (
          <LoadingFace label="Loading users">
            <Skeleton className="h-64 w-full" />
          </LoadingFace>
        )}
        {users.isError && users.data === undefined && <RefusedFace problem={users.error} what="users" onRetry={() => void users.refetch()} />}
        {users.data && items.length === 0 && <p className="rounded-lg border border-hairline bg-surface px-4 py-6 text-ink-muted">Nobody fits this search.</p>}
        {items.length > 0 && (
          <Panel>
            <ul aria-label="Users" className="divide-y divide-hairline">
              {items.map((user) => (
                <UserRow key={user.id} user={user} />
              ))}
            </ul>
          </Panel>
        )}
        {users.hasNextPage && (
          <Button className="mt-3" busy={users.isFetchingNextPage} onClick={() => void users.fetchNextPage()}>
            More
          </Button>
        )}
      </div>
    </SettingsScreen>
  );
}

function UserRow({ user }: { user: AdminUser }) {
  return (
    <li className="relative grid items-center gap-x-4 gap-y-0.5 px-4 py-2.5 hover:bg-hover sm:grid-cols-[minmax(0,1fr)_11rem_8rem]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <Link to="/admin/users/$id" params={{ id: user.id }} className="truncate rounded-sm font-medium after:absolute after:inset-0">
            {user.name}
          </Link>
          {user.status !== 'active' && <Tag tone="danger">{statusName(user.status)}</Tag>}
          {user.platformAdmin && <Tag>Administrator</Tag>}
        </p>
        <p className="num truncate text-sm text-ink-muted">{user.email}</p>
      </div>
      <p className="min-w-0 truncate text-sm text-ink-muted">{user.workspaces.map(({ name }) => name).join(', ')}</p>
      <p className="num text-sm text-ink-muted sm:text-right">{user.lastSeenAt === null ? 'Never here' : <>Seen <When at={user.lastSeenAt} /></>}</p>
    </li>
  );
}

export function statusName(status: string): string {
  return status.charAt(0).toUpperCase() + status.slice(1).replaceAll('_', ' ');
}
