import { useState, type DragEvent, type FormEvent } from 'react';
import { sentence } from '@/shared/api/sentences';
import type { Context } from '@/shared/api/types';
import { classes } from '@/shared/lib/classes';
import { Button, buttonClass, IconButton } from '@/shared/ui/button';
import { Icon, type IconName } from '@/shared/ui/icons';
import { contextRules, useAddContext, useRemoveContext, type ContextSource } from './add-context';

const kindIcons: Record<Context['kind'], IconName> = { pdf: 'file', image: 'image', website: 'globe', text: 'text' };

/** What the buyer shall know about you: files and pages, each with what was read out of it, before the call starts. */
export function ContextPicker({ contexts, onChange }: { contexts: readonly Context[]; onChange: (next: readonly Context[]) => void }) {
  const add = useAddContext();
  const remove = useRemoveContext();
  const [url, setUrl] = useState('');
  const [refusal, setRefusal] = useState<string | undefined>();
  const [over, setOver] = useState(false);

  const send = (source: ContextSource) => {
    setRefusal(undefined);
    if ('file' in source && source.file.size > contextRules.bytesMax) {
      setRefusal(`${source.file.name} is larger than 25 MB.`);
      return;
    }
    add.mutate(source, {
      onSuccess: (context) => {
        onChange([...contexts, context]);
        setUrl('');
      },
    });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) send({ file });
  };
  const sites = contexts.filter(({ kind }) => kind === 'website').length;
  const files = contexts.length - sites;
  const problem = refusal ?? (add.error ? sentence(add.error) : undefined);

  return (
    <section aria-labelledby="context" className="flex flex-col gap-3">
      <div>
        <h2 id="context" className="text-md font-semibold">
          What the buyer knows about you
        </h2>
        <p className="text-ink-muted">Optional. A product sheet, a price list, your website. You see what was read before the call starts.</p>
      </div>
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => { setOver(false); }}
        onDrop={drop}
        className={classes('flex flex-col gap-3 rounded-lg border border-dashed p-4 sm:flex-row sm:items-center', over ? 'border-ink bg-hover' : 'border-control-line')}
      >
        <label className={buttonClass('plain', 'normal', 'cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent')}>
          <Icon name="file" />
          Add a file
          <input
            type="file"
            accept={contextRules.accept}
            disabled={files >= contextRules.filesMax || add.isPending}
            className="sr-only"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) send({ file });
              event.target.value = '';
            }}
          />
        </label>
        <span className="hidden text-ink-muted sm:block">or</span>
        <form
          className="flex min-w-0 flex-1 gap-2"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            if (url !== '') send({ url });
          }}
        >
          <input
            type="url"
            aria-label="Website address"
            value={url}
            onChange={(event) => { setUrl(event.target.value); }}
            placeholder="https://your-company.com/product"
            disabled={sites >= contextRules.urlsMax}
            className="h-9 min-w-0 flex-1 rounded-md border border-control-line bg-surface px-3 placeholder:text-ink-faint"
          />
          <Button type="submit" disabled={url === ''} busy={add.isPending}>
            Read page
          </Button>
        </form>
      </div>
      <div role="status" className="empty:hidden">
        {add.isPending && <p className="text-ink-muted">Reading. Long documents take some seconds.</p>}
        {problem !== undefined && <p className="text-danger">{problem}</p>}
      </div>
      {contexts.length > 0 && (
        <ul className="divide-y divide-hairline rounded-lg border border-hairline bg-surface">
          {contexts.map((context) => (
            <li key={context.id} className="flex gap-3 px-4 py-3">
              <Icon name={kindIcons[context.kind]} className="mt-0.5 shrink-0 text-ink-muted" />
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{context.title}</p>
                {context.status === 'ready' ? (
                  <>
                    <p className="num text-sm text-ink-muted">{context.characters.toLocaleString('en-GB')} characters read</p>
                    <blockquote className="mt-1 line-clamp-3 border-l-2 border-hairline-strong pl-3 text-sm text-ink-soft">{context.excerpt}</blockquote>
                  </>
                ) : (
                  <p className="text-sm text-danger">{context.problem?.message ?? 'Nothing could be read.'} The call can start without it.</p>
                )}
              </div>
              <IconButton
                icon="trash"
                label={`Remove ${context.title}`}
                size="small"
                onClick={() => {
                  remove.mutate(context.id);
                  onChange(contexts.filter(({ id }) => id !== context.id));
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
