import { useQuery } from '@tanstack/react-query';
import { useTitle } from '@/shared/lib/use-title';
import { Panel } from '@/shared/ui/faces';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { Toggle } from '@/shared/ui/toggle';
import { codeInWords } from './code-words';
import { switchesQuery, useSetSwitch } from './admin-queries';

export function SwitchesScreen() {
  useTitle('Switches');
  const switches = useQuery(switchesQuery);
  const set = useSetSwitch();
  const flip = (name: string, on: boolean) => {
    set.mutate(
      { name, on },
      { onSuccess: () => { toast(`${codeInWords(name)} is ${on ? 'on' : 'off'}.`, { action: { label: 'Undo', run: () => { set.mutate({ name, on: !on }, { onError: refused }); } } }); }, onError: refused },
    );
  };
  return (
    <SettingsScreen>
      <ScreenHead title="Switches" text="For the whole installation, at once and on every node." />
      <Loaded query={switches} what="switches">
        {({ items }) => (
          <Panel className="divide-y divide-hairline">
            {items.length === 0 && <p className="px-4 py-6 text-ink-muted">This version has nothing to switch.</p>}
            {items.map((one) => (
              <div key={one.name} className="px-4 py-3">
                <Toggle label={codeInWords(one.name)} text={one.description} on={one.on} disabled={set.isPending} onChange={(on) => { flip(one.name, on); }} />
              </div>
            ))}
          </Panel>
        )}
      </Loaded>
    </SettingsScreen>
  );
}
