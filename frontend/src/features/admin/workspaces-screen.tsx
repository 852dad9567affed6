import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { AdminWorkspace } from '@/shared/api/house-types';
import { useTitle } from '@/shared/lib/use-title';
import { Button, buttonClass } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/faces';
import { TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { Tag } from '@/shared/ui/tag';
import { workspacesQuery } from './admin-queries';
import { GiftsDialog } from './gifts-dialog';

export function WorkspacesScreen() {
  useTitle('Workspaces');
  const navigate = useNavigate({ from: '/admin/workspaces' });
  const { query } = useSearch({ strict: false });
  const [giving, setGiving] = useState<AdminWorkspace>();
  const workspaces = useQuery(workspacesQuery(query));
  return (
    <SettingsScreen>
      <ScreenHead title="Workspaces" text="Every company and team on this installation." />
      <div>
        <TextField label="Find a workspace" type="search" placeholder="Name" defaultValue={query} onChange={(event) => void navigate({ search: { query: event.target.value.trim() || undefined }, replace: true })} className="mb-3 max-w-96" />
        <Loaded query={workspaces} what="workspaces">
          {({ items }) => (
            <Panel>
              {items.length === 0 && <p className="px-4 py-6 text-ink-muted">No workspace fits this search.</p>}
              <ul aria-label="Workspaces" className="divide-y divide-hairline">
                {items.map((workspace) => (
                  <li key={workspace.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
                    <div className="min-w-0 flex-1 basis-56">
                      <p className="flex items-center gap-2 font-medium">
                        <span className="truncate">{workspace.name}</span>
                        {workspace.consentRequired && <Tag>Asks before a look in</Tag>}
                      </p>
                      <p className="num truncate text-sm text-ink-muted">{workspace.owners.length === 0 ? workspace.id : `Owned by ${workspace.owners.join(', ')}`}</p>
                    </div>
                    <p className="num text-sm text-ink-muted">
                      {workspace.members === 1 ? '1 member' : `${String(workspace.members)} members`}
                    </p>
                    <Link to="/admin/users" search={{ query: workspace.name }} aria-label={`People of ${workspace.name}`} className={buttonClass('plain', 'small')}>
                      People
                    </Link>
                    <Button size="small" aria-label={`Modules for ${workspace.name}`} onClick={() => { setGiving(workspace); }}>
                      Modules
                    </Button>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </Loaded>
      </div>
      <GiftsDialog workspace={giving} onClose={() => { setGiving(undefined); }} />
    </SettingsScreen>
  );
}
