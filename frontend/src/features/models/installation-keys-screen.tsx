import { useQuery } from '@tanstack/react-query';
import { useTitle } from '@/shared/lib/use-title';
import { Loaded } from '@/shared/ui/loaded';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { KeyCategories } from './key-categories';
import { installationKeysQuery } from './models-queries';
import { installationCategories } from './providers';

/** The installation's own keys, for workspaces that let them be used. */
export function InstallationKeysScreen() {
  useTitle('Installation keys');
  const keys = useQuery(installationKeysQuery);
  return (
    <SettingsScreen>
      <ScreenHead title="Installation keys" text="Used for workspaces that have none of their own and allow it. A key set here comes before the one the server was started with, on every node and without a restart." />
      <Loaded query={keys} what="installation keys" rows={6} row="h-16">
        {({ items, environment }) => <KeyCategories categories={installationCategories} owner="platform" keys={items} environment={environment} />}
      </Loaded>
    </SettingsScreen>
  );
}
