import { useEffect, useState } from 'react';
import type { Context } from '@/shared/api/types';
import { IconButton } from '@/shared/ui/button';
import { Icon, type IconName } from '@/shared/ui/icons';

const kindIcons: Record<Context['kind'], IconName> = { pdf: 'file', image: 'image', website: 'globe', text: 'text' };

/** One file or page and what was read out of it, or why nothing was. */
export function ContextRow({ context, onRemove }: { context: Context; onRemove: () => void }) {
  return (
    <li className="flex gap-3 px-4 py-3">
      <Icon name={kindIcons[context.kind]} className="mt-0.5 shrink-0 text-ink-muted" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{context.title}</p>
        {context.status === 'ready' ? (
          <>
            <p className="num text-sm text-ink-muted">
              {context.characters === 1 ? '1 character' : `${context.characters.toLocaleString('en-GB')} characters`} read
            </p>
            <blockquote className="mt-1 line-clamp-3 border-l-2 border-hairline-strong pl-3 text-sm text-ink-soft">{context.excerpt}</blockquote>
          </>
        ) : (
          <p className="text-sm text-danger">{context.problem?.message ?? 'Nothing could be read.'} The call can start without it.</p>
        )}
      </div>
      <IconButton icon="trash" label={`Remove ${context.title}`} size="small" onClick={onRemove} />
    </li>
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
