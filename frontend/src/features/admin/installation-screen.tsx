import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { sentence } from '@/shared/api/sentences';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/faces';
import { SelectField, TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { settingsQuery, useSaveSettings } from './admin-queries';
import { editable, read, settingName } from './installation-settings';

/** What holds for everybody here. The fields are the server's: each setting that it names gets the field that fits its value. */
export function InstallationScreen() {
  useTitle('Installation');
  const settings = useQuery(settingsQuery);
  return (
    <SettingsScreen>
      <ScreenHead title="Installation" text="What holds for every workspace here." />
      <Loaded query={settings} what="settings" rows={5}>
        {(now) => <Form key={JSON.stringify(now)} settings={now} />}
      </Loaded>
    </SettingsScreen>
  );
}

function Form({ settings }: { settings: Record<string, unknown> }) {
  const save = useSaveSettings();
  const fields = editable(settings);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const change = Object.fromEntries(fields.map(([name, before]) => [name, read(String(form.get(name) ?? ''), before)] as const).filter(([name, value]) => value !== settings[name]));
    const version = settings['version'];
    if (Object.keys(change).length === 0) return;
    save.mutate(version === undefined ? change : { ...change, version }, { onSuccess: () => { toast('Saved for the whole installation.'); } });
  };
  return (
    <Panel className="p-4 sm:p-6">
      <form onSubmit={submit} className="flex flex-col gap-4">
        {fields.length === 0 && <p className="text-ink-muted">This version has nothing to set here.</p>}
        {fields.map(([name, value]) =>
          typeof value === 'boolean' ? (
            <SelectField key={name} label={settingName(name)} name={name} defaultValue={value ? 'true' : 'false'} className="max-w-96" problem={save.error?.field(name)}>
              <option value="true">Yes</option>
              <option value="false">No</option>
            </SelectField>
          ) : (
            <TextField key={name} label={settingName(name)} name={name} type={typeof value === 'number' ? 'number' : 'text'} defaultValue={value ?? ''} className="max-w-96" problem={save.error?.field(name)} />
          ),
        )}
        {save.error && save.error.fields.length === 0 && <p role="alert" className="text-danger">{sentence(save.error)}</p>}
        <Button type="submit" tone="next" busy={save.isPending} className="self-start">
          Save
        </Button>
      </form>
    </Panel>
  );
}
