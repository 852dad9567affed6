import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { NoticePreferences, NoticeWay } from '@/shared/api/house-types';
import { useMay } from '@/shared/api/me';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/faces';
import { TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { ScreenHead } from '@/shared/ui/screen-head';
import { Section, SettingsScreen } from '@/shared/ui/section';
import { SmallSelect } from '@/shared/ui/small-select';
import { toast } from '@/shared/ui/toasts';
import { Toggle } from '@/shared/ui/toggle';
import { ZoneField } from '@/shared/ui/zone-field';
import { ChannelsSection } from './channels-section';
import { preferencesQuery, useSavePreferences } from './notice-queries';
import { noticeName } from './notice-words';

/** What somebody hears about, how, and when not. Saved as it is changed. */
export function PreferencesScreen() {
  useTitle('Notification settings');
  const preferences = useQuery(preferencesQuery);
  const may = useMay()('settings.manage');
  return (
    <SettingsScreen>
      <ScreenHead title="Notifications" text="What you hear about, and where." />
      <Loaded query={preferences} what="notification settings" rows={5}>
        {(now) => <Ways preferences={now} />}
      </Loaded>
      {preferences.data && <QuietHours key={JSON.stringify(preferences.data.quietHours)} preferences={preferences.data} />}
      {may && <ChannelsSection />}
    </SettingsScreen>
  );
}

function useSave(before: NoticePreferences) {
  const save = useSavePreferences();
  return {
    busy: save.isPending,
    problem: save.error,
    save: (next: NoticePreferences) => {
      save.mutate(next, { onSuccess: () => { toast('Saved.', { action: { label: 'Undo', run: () => { save.mutate(before, { onError: refused }); } } }); }, onError: refused });
    },
  };
}

function Ways({ preferences }: { preferences: NoticePreferences }) {
  const { save, busy } = useSave(preferences);
  const change = (type: string, way: Partial<NoticeWay>) => { save({ ...preferences, types: preferences.types.map((one) => (one.type === type ? { ...one, ...way } : one)) }); };
  return (
    <Section title="What">
      <Panel>
        <table aria-label="What you hear about" className="w-full border-collapse text-left max-sm:block">
          <thead className="max-sm:sr-only">
            <tr className="border-b border-hairline text-sm text-ink-muted">
              <th scope="col" className="py-2 pr-3 pl-4 font-normal">About</th>
              <th scope="col" className="w-20 py-2 pr-3 font-normal">Here</th>
              <th scope="col" className="w-36 py-2 pr-4 font-normal">By mail</th>
            </tr>
          </thead>
          <tbody className="max-sm:block">
            {grouped(preferences.types).map((one) => (
              <tr key={one.type} className="border-b border-hairline last:border-0 max-sm:grid max-sm:grid-cols-[auto_1fr] max-sm:items-center max-sm:gap-x-6 max-sm:gap-y-2 max-sm:px-4 max-sm:py-3">
                <td className="py-2 pr-3 pl-4 max-sm:col-span-2 max-sm:p-0">
                  {noticeName(one.type)}
                  {one.group !== null && <span className="block text-sm text-ink-muted">{one.group}</span>}
                </td>
                <td className="py-2 pr-3 max-sm:flex max-sm:items-center max-sm:gap-3 max-sm:p-0">
                  <span aria-hidden="true" className="text-sm text-ink-muted sm:hidden">Here</span>
                  <Toggle hideLabel label={`${noticeName(one.type)}, here`} on={one.inApp} disabled={busy} onChange={(inApp) => { change(one.type, { inApp }); }} />
                </td>
                <td className="py-2 pr-4 max-sm:flex max-sm:items-center max-sm:gap-3 max-sm:p-0">
                  <span aria-hidden="true" className="shrink-0 text-sm text-ink-muted sm:hidden">By mail</span>
                  <SmallSelect label={`${noticeName(one.type)}, by mail`} value={one.email} disabled={busy} onChange={(email) => { change(one.type, { email: email as NoticeWay['email'] }); }}>
                    <option value="off">Not</option>
                    <option value="instant">At once</option>
                    <option value="digest">Once a day</option>
                  </SmallSelect>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </Section>
  );
}

/** Types of one group stand together, in the order in which the server first names the group. */
function grouped(types: readonly NoticeWay[]): NoticeWay[] {
  const groups = [...new Set(types.map(({ group }) => group))];
  return groups.flatMap((group) => types.filter((one) => one.group === group));
}

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function QuietHours({ preferences }: { preferences: NoticePreferences }) {
  const { save, busy, problem } = useSave(preferences);
  const zone = preferences.quietHours?.zone ?? preferences.zone ?? ownZone;
  const [on, setOn] = useState(preferences.quietHours !== null);
  const hours = preferences.quietHours ?? { from: '20:00', to: '07:00', zone: ownZone };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    save({ ...preferences, zone: text('zone'), digestAt: text('digestAt'), quietHours: on ? { from: text('from'), to: text('to'), zone: text('zone') } : null });
  };
  return (
    <Section title="When" text="In quiet hours letters wait; those about your sign-in always come at once.">
      <Panel className="p-4">
        <form onSubmit={submit} className="flex flex-col gap-4">
          <Toggle label="Quiet hours" on={on} onChange={setOn} />
          {on && (
            <div className="grid grid-cols-2 gap-3 sm:max-w-72">
              <TextField label="From" name="from" type="time" required defaultValue={hours.from.slice(0, 5)} problem={problem?.field('quietHours.from')} />
              <TextField label="To" name="to" type="time" required defaultValue={hours.to.slice(0, 5)} problem={problem?.field('quietHours.to')} />
            </div>
          )}
          <div className="grid grid-cols-[8rem_1fr] gap-3">
            <TextField label="Daily letter at" name="digestAt" type="time" required defaultValue={preferences.digestAt.slice(0, 5)} problem={problem?.field('digestAt')} />
            <ZoneField zone={zone} problem={problem?.field('zone') ?? problem?.field('quietHours.zone')} />
          </div>
          <Button type="submit" busy={busy} className="self-start">
            Save times
          </Button>
        </form>
      </Panel>
    </Section>
  );
}
