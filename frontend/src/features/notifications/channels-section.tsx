import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { NoticeChannel } from '@/shared/api/house-types';
import { sentence } from '@/shared/api/sentences';
import { dayAndTime } from '@/shared/lib/format';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { CopyButton } from '@/shared/ui/copy-button';
import { Dialog } from '@/shared/ui/dialog';
import { Panel } from '@/shared/ui/faces';
import { SelectField, TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { Section } from '@/shared/ui/section';
import { Tag } from '@/shared/ui/tag';
import { toast } from '@/shared/ui/toasts';
import { channelsQuery, useAddChannel, useRemoveChannel } from './notice-queries';

/** Where else the workspace's news go: a server of one's own, or a chat. */
export function ChannelsSection() {
  const channels = useQuery(channelsQuery);
  const drop = useRemoveChannel();
  const [secret, setSecret] = useState<string>();
  const [leaving, setLeaving] = useState<NoticeChannel>();
  return (
    <Section title="Other places" text="For the whole workspace: your own server, or a chat that takes Slack’s format.">
      <Loaded query={channels} what="channels" rows={1}>
        {({ items }) => (
          <Panel>
            {items.length > 0 && (
              <ul aria-label="Channels" className="divide-y divide-hairline border-b border-hairline">
                {items.map((channel) => (
                  <li key={channel.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
                    <div className="min-w-0 flex-1 basis-52">
                      <p className="flex items-center gap-2 font-medium">
                        {channel.kind === 'slack' ? 'Slack' : 'Webhook'}
                        {channel.state !== 'active' && <Tag tone={channel.state === 'failing' ? 'warn' : 'danger'}>{channel.state === 'failing' ? 'Failing' : 'Switched off'}</Tag>}
                      </p>
                      <p className="num text-sm text-ink-muted">
                        <span className="break-all">{channel.url}</span>
                        {channel.failingSince !== null && ` · nothing has arrived since ${dayAndTime(channel.failingSince)}`}
                      </p>
                    </div>
                    <Button size="small" tone="quiet" aria-label={`Remove ${channel.url}`} onClick={() => { setLeaving(channel); }}>
                      Remove
                    </Button>
                  </li>
                ))}
              </ul>
            )}
            <NewChannel onSecret={setSecret} />
          </Panel>
        )}
      </Loaded>
      <Dialog open={secret !== undefined} onClose={() => { setSecret(undefined); }} title="Copy the signing secret now">
        <p className="text-ink-soft">Every post carries a signature made with it, so that your server knows it is us. It is shown this once.</p>
        <code className="num my-4 block rounded-md border border-hairline bg-sunken px-3 py-2.5 break-all select-all">{secret}</code>
        <div className="flex justify-between gap-2">
          <CopyButton text={secret ?? ''} label="Copy secret" />
          <Button tone="next" onClick={() => { setSecret(undefined); }}>
            I have kept it
          </Button>
        </div>
      </Dialog>
      <ConfirmDialog
        open={leaving !== undefined}
        onClose={() => { setLeaving(undefined); }}
        title="Remove this channel?"
        text="Nothing is posted there any more. To bring it back you need its whole address again, which we do not show."
        action="Remove channel"
        busy={drop.isPending}
        onConfirm={() => { drop.mutate(leaving?.id ?? '', { onSuccess: () => { toast('The channel is removed.'); }, onError: refused, onSettled: () => { setLeaving(undefined); } }); }}
      />
    </Section>
  );
}

function NewChannel({ onSecret }: { onSecret: (secret: string) => void }) {
  const add = useAddChannel();
  const [version, setVersion] = useState(0);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    add.mutate(
      { kind: form.get('kind') === 'slack' ? 'slack' : 'webhook', url: String(form.get('url') ?? '').trim() },
      {
        onSuccess: ({ secret }) => {
          toast('The channel is there.');
          setVersion(version + 1);
          if (secret !== null) onSecret(secret);
        },
      },
    );
  };
  return (
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
  );
}
