import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyOwner } from '@/shared/api/house-types';
import { useMay } from '@/shared/api/me';
import { useTitle } from '@/shared/lib/use-title';
import { Panel } from '@/shared/ui/faces';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { ScreenHead } from '@/shared/ui/screen-head';
import { Section, SettingsScreen } from '@/shared/ui/section';
import { Segmented } from '@/shared/ui/segmented';
import { toast } from '@/shared/ui/toasts';
import { Toggle } from '@/shared/ui/toggle';
import { KeyCategories } from './key-categories';
import { keysQuery, levelsQuery, useSetLevels } from './models-queries';
import { categories } from './providers';

/** Keys of one's own, provider by provider, and whose keys may be used. */
export function KeysScreen() {
  useTitle('Keys');
  const may = useMay()('keys.manage');
  const keys = useQuery(keysQuery);
  const [chosen, setChosen] = useState<KeyOwner>();
  const owner = chosen ?? (may ? 'workspace' : 'user');
  const owners: { value: KeyOwner; label: string }[] = [
    { value: 'user', label: 'Mine' },
    ...(may ? [{ value: 'workspace' as const, label: 'Workspace' }] : []),
  ];
  return (
    <SettingsScreen>
      <ScreenHead title="Keys" text="Bring your own accounts. Keys are sealed when saved; nobody sees them again, only their last four characters." />
      {owners.length > 1 && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Segmented label="Whose keys" value={owner} onChange={setChosen} options={owners} />
          <p className="text-sm text-ink-muted">{ownerTexts[owner]}</p>
        </div>
      )}
      <Loaded query={keys} what="keys" rows={6} row="h-16">
        {({ items }) => <KeyCategories categories={categories} owner={owner} keys={items} />}
      </Loaded>
      {may && <LevelsSection />}
    </SettingsScreen>
  );
}

const ownerTexts: Record<KeyOwner, string> = {
  user: 'Used for what you do, before any other.',
  workspace: 'Used for everybody here who has none of their own.',
};

function LevelsSection() {
  const levels = useQuery(levelsQuery);
  const set = useSetLevels();
  return (
    <Section title="Whose keys may be used" text="For each request: the person’s own key first, then the workspace’s, then the installation’s.">
      <Loaded query={levels} what="these switches" rows={2}>
        {(now) => (
          <Panel className="divide-y divide-hairline">
            <div className="px-4 py-3">
              <Toggle label="Keys of single people" text="Everybody may bring their own." on={now.userKeys} disabled={set.isPending} onChange={(userKeys) => { set.mutate({ ...now, userKeys }, { onSuccess: () => { toast('Saved.'); }, onError: refused }); }} />
            </div>
            <div className="px-4 py-3">
              <Toggle label="Keys of the installation" text="When there is no other key, within the budget of this workspace." on={now.platformKeys} disabled={set.isPending} onChange={(platformKeys) => { set.mutate({ ...now, platformKeys }, { onSuccess: () => { toast('Saved.'); }, onError: refused }); }} />
            </div>
          </Panel>
        )}
      </Loaded>
    </Section>
  );
}
