import { useRef, useState, type DragEvent, type FormEvent } from 'react';
import { sentence } from '@/shared/api/sentences';
import type { Context } from '@/shared/api/types';
import { classes } from '@/shared/lib/classes';
import { Button, buttonClass } from '@/shared/ui/button';
import { Icon } from '@/shared/ui/icons';
import { ContextList, roomFor, type ChangeContexts, type Reading } from './context-list';
import { contextRules, useAddContext, type ContextSource } from './context-queries';

let lastKey = 0;

/** What the buyer shall know about you: files and pages, each with what was read out of it, before the call starts. */
export function ContextPicker({ contexts, onChange }: { contexts: readonly Context[]; onChange: ChangeContexts }) {
  const add = useAddContext();
  const [reading, setReading] = useState<readonly Reading[]>([]);
  const [url, setUrl] = useState('');
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const [over, setOver] = useState(false);
  const addFiles = useRef<HTMLInputElement>(null);
  const files = contexts.filter(({ kind, status }) => kind !== 'website' && status === 'ready').length;

  const send = (source: ContextSource) => {
    const name = 'file' in source ? source.file.name : source.url;
    lastKey += 1;
    const key = lastKey;
    setReading((known) => [...known, { key, name, since: Date.now() }]);
    void add
      .mutateAsync(source)
      .then((context) => {
        onChange((known) => [...known, context]);
        if ('url' in source) setUrl((typed) => (typed === source.url ? '' : typed));
      })
      .catch((problem: unknown) => {
        setRefusals((known) => [...known, `${name}: ${sentence(problem)}`]);
      })
      .finally(() => {
        setReading((known) => known.filter((one) => one.key !== key));
      });
  };
  const sendFiles = (given: Iterable<File>) => {
    const chosen = [...given];
    const room = Math.max(0, contextRules.filesMax - files - reading.length);
    const refused: string[] = [];
    for (const file of chosen.slice(0, room)) {
      if (file.size > contextRules.bytesMax) refused.push(`${file.name} is larger than 25 MB.`);
      else send({ file });
    }
    if (chosen.length > room) refused.push(`A call takes at most ${String(contextRules.filesMax)} files.`);
    setRefusals(refused);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    sendFiles(event.dataTransfer.files);
  };

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
          Add files
          <input
            ref={addFiles}
            type="file"
            multiple
            accept={contextRules.accept}
            disabled={!roomFor('pdf', contexts)}
            className="sr-only"
            onChange={(event) => {
              sendFiles(event.target.files ?? []);
              event.target.value = '';
            }}
          />
        </label>
        <span className="hidden text-ink-muted sm:block">or</span>
        <form
          className="flex min-w-0 flex-1 gap-2"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            if (url === '') return;
            setRefusals([]);
            send({ url });
          }}
        >
          <input
            type="url"
            aria-label="Website address"
            value={url}
            onChange={(event) => { setUrl(event.target.value); }}
            placeholder="https://your-company.com/product"
            disabled={!roomFor('website', contexts)}
            className="h-9 min-w-0 flex-1 rounded-md border border-control-line bg-surface px-3 placeholder:text-ink-faint"
          />
          <Button type="submit" disabled={url === '' || !roomFor('website', contexts)}>
            Read page
          </Button>
        </form>
      </div>
      <p className="-mt-1 text-sm text-ink-muted">PDF, Word, text, PNG or JPEG up to 25 MB each; {contextRules.filesMax} files and {contextRules.urlsMax} pages a call.</p>
      <div role="status" className="empty:hidden">
        {refusals.map((refusal) => (
          <p key={refusal} className="text-danger">
            {refusal}
          </p>
        ))}
      </div>
      <ContextList chosen={contexts} reading={reading} onChange={onChange} above={addFiles} />
    </section>
  );
}
