import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState, type RefObject } from 'react';
import { sentence } from '@/shared/api/sentences';
import type { Context } from '@/shared/api/types';
import { Button } from '@/shared/ui/button';
import { LoadingFace, Skeleton } from '@/shared/ui/faces';
import { toast } from '@/shared/ui/toasts';
import { contextPagesQuery, contextRules, useRemoveContext } from './context-queries';
import { ContextRow, ReadingRow } from './context-row';

export type Reading = { key: number; name: string; since: number };
export type ChangeContexts = (next: (known: readonly Context[]) => readonly Context[]) => void;

/** Whether a call has room for one more of this kind. */
export function roomFor(kind: Context['kind'], chosen: readonly Context[]): boolean {
  const readable = chosen.filter(({ status }) => status === 'ready');
  const sites = readable.filter((one) => one.kind === 'website').length;
  return kind === 'website' ? sites < contextRules.urlsMax : readable.length - sites < contextRules.filesMax;
}

/**
 * What is being read, what was brought for this call, and what was brought for others and can be chosen again.
 * `above` takes the focus when the last row is removed.
 */
export function ContextList({ chosen, reading, onChange, above }: { chosen: readonly Context[]; reading: readonly Reading[]; onChange: ChangeContexts; above: RefObject<HTMLElement | null> }) {
  const pages = useInfiniteQuery(contextPagesQuery);
  const remove = useRemoveContext();
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const list = useRef<HTMLUListElement>(null);
  const before = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  // What was read a moment ago is not in the list yet, and is the newest.
  const fresh = chosen.filter(({ id }) => before.every((one) => one.id !== id)).toReversed();
  const shown = [...fresh, ...before].filter(({ id }) => !removed.includes(id));

  const choose = (context: Context, on: boolean) => {
    onChange((known) => (on ? [...known, context] : known.filter(({ id }) => id !== context.id)));
  };
  const takeAway = (context: Context) => {
    const at = chosen.findIndex(({ id }) => id === context.id);
    const rows = [...(list.current?.querySelectorAll('li[data-context]') ?? [])];
    const row = shown.indexOf(context);
    const neighbour = (rows[row + 1] ?? rows[row - 1])?.querySelector<HTMLElement>('input:enabled, button');
    (neighbour ?? above.current)?.focus();
    setRemoved((known) => [...known, context.id]);
    choose(context, false);
    // The server keeps it until nobody can want it back any more.
    toast(`${context.title} was removed.`, {
      action: {
        label: 'Undo',
        run: () => {
          setRemoved((known) => known.filter((id) => id !== context.id));
          if (at >= 0) onChange((known) => known.toSpliced(at, 0, context));
        },
      },
      onGone: () => {
        remove.mutate(context.id, { onError: () => { setRemoved((known) => known.filter((id) => id !== context.id)); } });
      },
    });
  };

  return (
    <>
      {pages.isPending && (
        <LoadingFace label="Loading what you brought before">
          <Skeleton className="h-14 w-full" />
        </LoadingFace>
      )}
      {reading.length + shown.length > 0 && (
        <ul ref={list} aria-label="What you brought" className="divide-y divide-hairline rounded-lg border border-hairline bg-surface">
          {reading.map(({ key, name, since }) => (
            <ReadingRow key={`reading-${String(key)}`} name={name} since={since} />
          ))}
          {shown.map((context) => {
            const on = chosen.some(({ id }) => id === context.id);
            return (
              <ContextRow
                key={context.id}
                context={context}
                chosen={on}
                full={!on && !roomFor(context.kind, chosen)}
                onChoose={(next) => { choose(context, next); }}
                onRemove={() => { takeAway(context); }}
              />
            );
          })}
        </ul>
      )}
      {pages.isSuccess && reading.length + shown.length === 0 && <p className="text-sm text-ink-muted">Nothing brought yet. What you add stays here for your next calls, until you remove it.</p>}
      {pages.isError && (
        <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <p className="text-ink-muted">What you brought before could not be loaded. {sentence(pages.error)}</p>
          <Button size="small" icon="refresh" onClick={() => void pages.refetch()}>
            Try again
          </Button>
        </div>
      )}
      {pages.hasNextPage && (
        <Button size="small" className="self-start" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Show earlier ones
        </Button>
      )}
    </>
  );
}
