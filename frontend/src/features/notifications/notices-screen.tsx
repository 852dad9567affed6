import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Notice } from '@/shared/api/house-types';
import { classes } from '@/shared/lib/classes';
import { dayAndTime } from '@/shared/lib/format';
import { useTitle } from '@/shared/lib/use-title';
import { Button, buttonClass } from '@/shared/ui/button';
import { EmptyFace, LoadingFace, Panel, Skeleton } from '@/shared/ui/faces';
import { RefusedFace } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { ScreenHead } from '@/shared/ui/screen-head';
import { Segmented } from '@/shared/ui/segmented';
import { noticesQuery, unreadQuery, useRead } from './notice-queries';

/** What happened that concerns somebody, newest first. */
export function NoticesScreen() {
  useTitle('Notifications');
  const [only, setOnly] = useState<'all' | 'unread'>('all');
  const notices = useInfiniteQuery(noticesQuery(only === 'unread'));
  const unread = useQuery(unreadQuery).data?.unread ?? 0;
  const read = useRead();
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="mx-auto flex w-full max-w-reading flex-col gap-5">
      <ScreenHead
        title="Notifications"
        text={unread === 0 ? 'Nothing unread.' : `${String(unread)} unread.`}
        actions={
          <>
            <Button disabled={unread === 0} busy={read.isPending && 'all' in read.variables} onClick={() => { read.mutate({ all: true }, { onError: refused }); }}>
              Mark all read
            </Button>
            <Link to="/account/notifications" className={buttonClass('quiet')}>
              Settings
            </Link>
          </>
        }
      />
      <Segmented
        label="Which"
        value={only}
        onChange={setOnly}
        className="self-start"
        options={[
          { value: 'all', label: 'All' },
          { value: 'unread', label: 'Unread' },
        ]}
      />
      {notices.isPending && (
        <LoadingFace label="Loading notifications">
          <Skeleton className="h-48 w-full" />
        </LoadingFace>
      )}
      {notices.isError && notices.data === undefined && <RefusedFace problem={notices.error} what="notifications" onRetry={() => void notices.refetch()} />}
      {notices.data && items.length === 0 && (
        <EmptyFace
          title={only === 'unread' ? 'All read' : 'Nothing yet'}
          text={only === 'unread' ? 'Nothing waits for you.' : 'Scored calls, invitations that were accepted, keys that stop working and budgets that run low show up here.'}
          action={
            <Link to="/account/notifications" className={buttonClass('plain')}>
              Choose what you hear about
            </Link>
          }
        />
      )}
      {items.length > 0 && (
        <Panel>
          <ul aria-label="Notifications" className="divide-y divide-hairline">
            {items.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} onRead={() => { read.mutate({ ids: [notice.id] }); }} />
            ))}
          </ul>
        </Panel>
      )}
      {notices.hasNextPage && (
        <Button className="self-center" busy={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
          Earlier
        </Button>
      )}
    </div>
  );
}

function NoticeRow({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const navigate = useNavigate();
  const fresh = notice.readAt === null;
  const path = ownLink(notice.link);
  const inner = (
    <>
      <span aria-hidden="true" className={classes('mt-2 size-1.5 shrink-0 rounded-full', fresh ? 'bg-ink' : 'bg-transparent')} />
      <span className="min-w-0 flex-1">
        <span className={classes('block', fresh && 'font-medium')}>
          {fresh && <span className="sr-only">Unread: </span>}
          {notice.title}
        </span>
        {notice.body !== '' && <span className="block text-ink-muted">{notice.body}</span>}
        <span className="num block text-sm text-ink-muted sm:hidden">{dayAndTime(notice.at)}</span>
      </span>
      <span className="num shrink-0 text-sm text-ink-muted max-sm:hidden">{dayAndTime(notice.at)}</span>
    </>
  );
  const look = 'flex w-full items-start gap-3 px-4 py-3 text-left hover:bg-hover';
  return (
    <li>
      {path === undefined ? (
        <button type="button" className={look} onClick={onRead}>
          {inner}
        </button>
      ) : (
        <a
          href={path}
          className={look}
          onClick={(event) => {
            if (fresh) onRead();
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            void navigate({ href: path });
          }}
        >
          {inner}
        </a>
      )}
    </li>
  );
}

/** A notice leads to a page of this site or nowhere. */
export function ownLink(link: string | null): string | undefined {
  if (link === null || link === '') return undefined;
  if (/^\/(?![/\\])/.test(link)) return link;
  try {
    const address = new URL(link);
    return address.origin === window.location.origin ? address.pathname + address.search + address.hash : undefined;
  } catch {
    return undefined;
  }
}
