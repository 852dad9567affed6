import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { Setting } from '@/shared/api/house-types';
import { sentence } from '@/shared/api/sentences';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/faces';
import { TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { settingsQuery, useSaveSettings } from './admin-queries';
import { codeInWords } from './code-words';

/** What holds for everybody here. The server names the settings and their bounds; each gets the field that fits. */
export function InstallationScreen() {
  useTitle('Installation');
  const settings = useQuery(settingsQuery);
  return (
    <SettingsScreen>
      <ScreenHead title="Installation" text="What holds for every workspace here." />
      <Loaded query={settings} what="settings" rows={3}>
        {({ items }) => <Form key={JSON.stringify(items)} settings={items} />}
      </Loaded>
    </SettingsScreen>
  );
}

function Form({ settings }: { settings: readonly Setting[] }) {
  const save = useSaveSettings();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const changed = settings.map(({ name, value }) => [name, String(form.get(name) ?? '').trim(), value] as const).filter(([, now, before]) => now !== before);
    if (changed.length === 0) return;
    save.mutate(Object.fromEntries(changed.map(([name, now]) => [name, now])), { onSuccess: () => { toast('Saved for the whole installation.'); } });
  };
  return (
    <Panel className="p-4 sm:p-6">
      <form onSubmit={submit} className="flex flex-col gap-5">
        {settings.map(({ name, description, kind, value, usual, min, max }) => (
          <TextField
            key={name}
            label={codeInWords(name)}
            name={name}
            defaultValue={value}
            hint={`${description} Usually ${usual === '' ? 'empty' : usual}.`}
            className="max-w-[30rem]"
            {...(kind === 'number' ? { type: 'number', min: min ?? undefined, max } : { maxLength: max })}
            problem={save.error?.field(`values.${name}`) ?? save.error?.field(name)}
          />
        ))}
        {save.error && save.error.fields.length === 0 && <p role="alert" className="text-danger">{sentence(save.error)}</p>}
        <Button type="submit" tone="next" busy={save.isPending} className="self-start">
          Save
        </Button>
      </form>
    </Panel>
  );
}
