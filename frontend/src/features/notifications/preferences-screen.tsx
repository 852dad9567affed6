import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { NoticeChannel, NoticePreferences, NoticeWay } from '@/shared/api/house-types';
import { useMay } from '@/shared/api/me';
import { sentence } from '@/shared/api/sentences';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/faces';
import { SelectField, TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { ScreenHead } from '@/shared/ui/screen-head';
import { Section, SettingsScreen } from '@/shared/ui/section';
import { SmallSelect } from '@/shared/ui/small-select';
import { toast } from '@/shared/ui/toasts';
import { Toggle } from '@/shared/ui/toggle';
import { channelsQuery, preferencesQuery, useAddChannel, useRemoveChannel, useSavePreferences } from './notice-queries';
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
      {may && <Channels />}
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
        <table aria-label="What you hear about" className="w-full border-collapse text-left">
          <thead>
            <tr className="border-b border-hairline text-sm text-ink-muted">
              <th scope="col" className="py-2 pr-3 pl-4 font-normal">About</th>
              <th scope="col" className="w-20 py-2 pr-3 font-normal">Here</th>
              <th scope="col" className="w-36 py-2 pr-4 font-normal">By mail</th>
            </tr>
          </thead>
          <tbody>
            {grouped(preferences.types).map((one) => (
              <tr key={one.type} className="border-b border-hairline last:border-0">
                <td className="py-2 pr-3 pl-4">
                  {noticeName(one.type)}
                  {one.group !== null && <span className="block text-sm text-ink-muted">{one.group}</span>}
                </td>
                <td className="py-2 pr-3">
                  <Toggle hideLabel label={`${noticeName(one.type)}, here`} on={one.inApp} disabled={busy} onChange={(inApp) => { change(one.type, { inApp }); }} />
                </td>
                <td className="py-2 pr-4">
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

const zones = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function QuietHours({ preferences }: { preferences: NoticePreferences }) {
  const { save, busy, problem } = useSave(preferences);
  // From and to being the same is how no quiet hours are written.
  const { quietHours } = preferences;
  const set = quietHours.from !== quietHours.to;
  const [on, setOn] = useState(set);
  const hours = set ? quietHours : { from: '20:00', to: '07:00', zone: ownZone };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    save({ ...preferences, digestAt: text('digestAt'), quietHours: on ? { from: text('from'), to: text('to'), zone: text('zone') } : { ...quietHours, to: quietHours.from } });
  };
  return (
    <Section title="When" text="In quiet hours letters wait; those about your sign-in always come at once.">
      <Panel className="p-4">
        <form onSubmit={submit} className="flex flex-col gap-4">
          <Toggle label="Quiet hours" on={on} onChange={setOn} />
          {on && (
            <div className="grid grid-cols-2 gap-3 sm:grid-cols-[7rem_7rem_1fr]">
              <TextField label="From" name="from" type="time" required defaultValue={hours.from.slice(0, 5)} problem={problem?.field('quietHours.from')} />
              <TextField label="To" name="to" type="time" required defaultValue={hours.to.slice(0, 5)} problem={problem?.field('quietHours.to')} />
              <SelectField label="Time zone" name="zone" defaultValue={hours.zone} className="max-sm:col-span-2" problem={problem?.field('quietHours.zone')}>
                {[...new Set([hours.zone, ownZone, 'UTC', ...zones])].map((zone) => (
                  <option key={zone} value={zone}>
                    {zone.replaceAll('_', ' ')}
                  </option>
                ))}
              </SelectField>
            </div>
          )}
          <TextField label="Daily letter at" name="digestAt" type="time" required defaultValue={preferences.digestAt.slice(0, 5)} className="w-32" problem={problem?.field('digestAt')} />
          <Button type="submit" busy={busy} className="self-start">
            Save times
          </Button>
        </form>
      </Panel>
    </Section>
  );
}

function Channels() {
  const channels = useQuery(channelsQuery);
  const add = useAddChannel();
  const drop = useRemoveChannel();
  const [version, setVersion] = useState(0);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    add.mutate({ kind: form.get('kind') as NoticeChannel['kind'], url: String(form.get('url') ?? '').trim() }, { onSuccess: () => { toast('The channel is there.'); setVersion(version + 1); } });
  };
  const remove = (channel: NoticeChannel) => {
    drop.mutate(channel.id, {
      onSuccess: () => { toast('The channel is removed.', { action: { label: 'Undo', run: () => { add.mutate({ kind: channel.kind, url: channel.url }, { onError: refused }); } } }); },
      onError: refused,
    });
  };
  return (
    <Section title="Other places" text="For the whole workspace: your own server, or a chat that takes Slack’s format.">
      <Loaded query={channels} what="channels" rows={1}>
        {({ items }) => (
          <Panel>
            {items.length > 0 && (
              <ul aria-label="Channels" className="divide-y divide-hairline border-b border-hairline">
                {items.map((channel) => (
                  <li key={channel.id} className="flex items-center gap-3 px-4 py-2.5">
                    <span className="w-20 shrink-0 font-medium">{channel.kind === 'slack' ? 'Slack' : 'Webhook'}</span>
                    <span className="num min-w-0 flex-1 truncate text-ink-muted">{channel.url}</span>
                    <Button size="small" tone="quiet" aria-label={`Remove ${channel.url}`} onClick={() => { remove(channel); }}>
                      Remove
                    </Button>
                  </li>
                ))}
              </ul>
            )}
            <form key={version} onSubmit={submit} className="flex flex-wrap items-end gap-3 p-4">
              <SelectField label="Kind" name="kind" className="w-32">
                <option value="webhook">Webhook</option>
                <option value="slack">Slack</option>
              </SelectField>
              <TextField label="Address" name="url" type="url" required placeholder="https://" className="min-w-52 flex-1" problem={add.error ? (add.error.field('url') ?? sentence(add.error)) : undefined} />
              <Button type="submit" busy={add.isPending}>
                Add
              </Button>
            </form>
          </Panel>
        )}
      </Loaded>
    </Section>
  );
}
