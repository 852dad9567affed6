import { useEffect, useState } from 'react';
import type { Context } from '@/shared/api/types';
import { IconButton } from '@/shared/ui/button';
import { Icon, type IconName } from '@/shared/ui/icons';
import { When } from '@/shared/ui/when';

const kindIcons: Record<Context['kind'], IconName> = { pdf: 'file', image: 'image', website: 'globe', text: 'text' };

const kindNames: Record<Context['kind'], string> = { pdf: 'PDF', image: 'Picture', website: 'Website', text: 'Text' };

type Row = { context: Context; chosen: boolean; full: boolean; onChoose: (on: boolean) => void; onRemove: () => void };

/** One file or page: whether the buyer of this call has read it and then what, or why nothing could be read. */
export function ContextRow({ context, chosen, full, onChoose, onRemove }: Row) {
  const id = `context-${context.id}`;
  const readable = context.status === 'ready';
  return (
    <li data-context className="flex gap-3 px-4 py-3">
      {readable ? (
        <input id={id} type="checkbox" className="mt-0.5 size-4 shrink-0 accent-ink" checked={chosen} disabled={full} aria-describedby={`${id}-more`} onChange={(event) => { onChoose(event.target.checked); }} />
      ) : (
        <Icon name="alert" className="mt-0.5 shrink-0 text-danger" />
      )}
      <Icon name={kindIcons[context.kind]} className="mt-0.5 shrink-0 text-ink-muted" />
      <div className="min-w-0 flex-1">
        <Title htmlFor={readable ? id : undefined}>{context.title}</Title>
        <p id={`${id}-more`} className={readable ? 'num text-sm text-ink-muted' : 'text-sm text-danger'}>
          {!readable ? (
            `${context.problem?.message ?? 'Nothing could be read.'}${chosen ? ' The call can start without it.' : ''}`
          ) : chosen ? (
            `${context.characters === 1 ? '1 character' : `${context.characters.toLocaleString('en-GB')} characters`} read`
          ) : (
            <>
              {kindNames[context.kind]}, added <When at={context.addedAt} />
            </>
          )}
        </p>
        {chosen && readable && <blockquote className="mt-1 line-clamp-3 border-l-2 border-hairline-strong pl-3 text-sm text-ink-soft">{context.excerpt}</blockquote>}
      </div>
      <IconButton icon="trash" label={`Remove ${context.title}`} size="small" onClick={onRemove} />
    </li>
  );
}

function Title({ htmlFor, children }: { htmlFor: string | undefined; children: string }) {
  return htmlFor === undefined ? (
    <p className="truncate font-medium">{children}</p>
  ) : (
    <label htmlFor={htmlFor} className="block cursor-pointer truncate font-medium">
      {children}
    </label>
  );
}

const longAfterS = 5;

/** A document on its way: that it moves, for how long already, and why it may take a while. */
export function ReadingRow({ name, since }: { name: string; since: number }) {
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const seconds = Math.floor((now - since) / 1000);
  return (
    <li className="flex gap-3 px-4 py-3">
      <Icon name={/^https?:/.test(name) ? 'globe' : 'file'} className="mt-0.5 shrink-0 text-ink-muted" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="num text-sm text-ink-muted">
          Reading{seconds > 0 && `, ${String(seconds)} s`}
          {seconds >= longAfterS && '. Scans and long documents take up to half a minute.'}
        </p>
        <div role="progressbar" aria-label={`Reading ${name}`} className="mt-2 h-1 overflow-hidden rounded-full bg-pressed">
          <div className="scoring-bar h-full w-1/3 rounded-full bg-ink-muted" />
        </div>
      </div>
    </li>
  );
}
