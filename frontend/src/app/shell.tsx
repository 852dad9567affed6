import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { unreadQuery } from '@/features/notifications/notice-queries';
import { StepUpDialog } from '@/features/workspace/step-up-dialog';
import { VerifyBanner } from '@/features/workspace/verify-banner';
import { meQuery } from '@/shared/api/me';
import { classes } from '@/shared/lib/classes';
import { useStored } from '@/shared/lib/stored';
import { keyCaps, keyOf, useShortcutKeys } from '@/shared/lib/shortcuts';
import { useShortcuts } from '@/shared/lib/use-keys';
import { Icon, type IconName } from '@/shared/ui/icons';
import { ShortcutSheet } from '@/shared/ui/shortcut-sheet';
import { Mark } from '@/shared/ui/wordmark';
import { useLiveChanges } from './live-changes';
import { Palette } from './palette';

const WorkspaceDialog = lazy(() => import('@/features/workspace/workspace-dialog').then((file) => ({ default: file.WorkspaceDialog })));

const places: { to: '/home' | '/practice' | '/practice/sessions'; name: string; icon: IconName; exact: boolean }[] = [
  { to: '/home', name: 'Home', icon: 'home', exact: true },
  { to: '/practice', name: 'Practice', icon: 'practice', exact: true },
  { to: '/practice/sessions', name: 'History', icon: 'history', exact: false },
];

/** The house around the screens: a rail that folds, a bar of tabs on a phone, palette and shortcuts. */
export function Shell() {
  const [folded, setFolded] = useStored('quotahit.rail', 'open');
  const [palette, setPalette] = useState(false);
  const [sheet, setSheet] = useState(false);
  const [switching, setSwitching] = useState<'no' | 'yes' | 'before'>('no');
  const navigate = useNavigate();
  useLiveChanges();
  useShortcuts({
    palette: () => { setPalette(true); },
    sheet: () => { setSheet(true); },
    fold: () => { setFolded(folded === 'folded' ? 'open' : 'folded'); },
    'new-call': () => void navigate({ to: '/practice' }),
    home: () => void navigate({ to: '/home' }),
    practice: () => void navigate({ to: '/practice' }),
    history: () => void navigate({ to: '/practice/sessions' }),
    account: () => void navigate({ to: '/account' }),
    settings: () => void navigate({ to: '/settings' }),
    notifications: () => void navigate({ to: '/notifications' }),
    'switch-workspace': () => { setSwitching('yes'); },
  });
  const main = useFocusOnChange();
  return (
    <div className="flex min-h-dvh">
      <a href="#content" className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2">
        Skip to content
      </a>
      <Rail folded={folded === 'folded'} onFold={() => { setFolded(folded === 'folded' ? 'open' : 'folded'); }} onSearch={() => { setPalette(true); }} onSwitch={() => { setSwitching('yes'); }} />
      <div className="flex min-w-0 flex-1 flex-col">
        <PhoneBar onSearch={() => { setPalette(true); }} onSwitch={() => { setSwitching('yes'); }} />
        <main id="content" ref={main} tabIndex={-1} className="min-w-0 flex-1 px-4 pt-5 pb-28 outline-none sm:px-8 md:pt-6 md:pb-12 lg:px-12 lg:pt-8">
          <VerifyBanner />
          <Outlet />
        </main>
      </div>
      <Tabs />
      <Palette open={palette} onClose={() => { setPalette(false); }} onShortcuts={() => { setSheet(true); }} onSwitch={() => { setSwitching('yes'); }} />
      {switching !== 'no' && (
        <Suspense>
          <WorkspaceDialog open={switching === 'yes'} onClose={() => { setSwitching('before'); }} />
        </Suspense>
      )}
      <StepUpDialog />
      <ShortcutSheet open={sheet} onClose={() => { setSheet(false); }} />
    </div>
  );
}

/** After a change of route, the keyboard stands at the new content instead of on the link that is gone. */
function useFocusOnChange() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? state.location.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}

const entry = 'flex h-8 items-center gap-2.5 rounded-md px-2.5 text-ink-muted transition-colors ease-motion hover:bg-hover hover:text-ink aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-ink';

type RailProps = { folded: boolean; onFold: () => void; onSearch: () => void; onSwitch: () => void };

function Rail({ folded, onFold, onSearch, onSwitch }: RailProps) {
  const me = useQuery(meQuery);
  const wording = folded ? 'sr-only' : 'truncate';
  const { on } = useShortcutKeys();
  const search = keyCaps(keyOf('palette'));
  const fold = on ? keyCaps(keyOf('fold')).join(' ') : '';
  return (
    <nav aria-label="Main" className={classes('sticky top-banner hidden h-[calc(100dvh-var(--banner))] shrink-0 flex-col gap-1 border-r border-hairline p-2.5 md:flex', folded ? 'w-rail-folded' : 'w-rail')}>
      <div className={classes('mb-2 flex h-9 items-center gap-2', folded ? 'justify-center' : 'pr-1 pl-2.5')}>
        {!folded && (
          <button type="button" onClick={onSwitch} title="Switch workspace" className="-ml-1.5 flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover">
            <Mark size={18} />
            <span className="min-w-0 truncate font-semibold">{me.data?.workspace.name ?? 'QuotaHit'}</span>
            <Icon name="down" size={12} className="text-ink-muted" />
            <span className="sr-only">, switch workspace</span>
          </button>
        )}
        <button type="button" onClick={onFold} aria-expanded={!folded} aria-label={folded ? 'Unfold the menu' : 'Fold the menu'} title={`${folded ? 'Unfold the menu' : 'Fold the menu'}  ${fold}`.trimEnd()} className="rounded-sm p-1.5 text-ink-muted hover:bg-hover hover:text-ink">
          <Icon name="fold" />
        </button>
      </div>
      <button type="button" onClick={onSearch} className={classes(entry, 'mb-2', !folded && 'border border-hairline-strong')} title={folded ? 'Search' : undefined}>
        <Icon name="search" className="shrink-0" />
        <span className={wording}>Search</span>
        {!folded && <kbd aria-hidden="true" className="ml-auto font-sans text-xs text-ink-faint">{search.join(' ')}</kbd>}
      </button>
      {places.map((place) => (
        <Link key={place.to} to={place.to} className={entry} activeOptions={{ exact: place.exact, includeSearch: false }} activeProps={{ 'aria-current': 'page' }} title={folded ? place.name : undefined}>
          <Icon name={place.icon} className="shrink-0" />
          <span className={wording}>{place.name}</span>
        </Link>
      ))}
      <NoticesLink folded={folded} />
      {me.data?.user.platformAdmin === true && (
        <Link to="/admin/users" className={entry} activeProps={{ 'aria-current': 'page' }} title={folded ? 'Administration' : undefined}>
          <Icon name="shield" className="shrink-0" />
          <span className={wording}>Administration</span>
        </Link>
      )}
      <Link to="/settings" className={entry} activeProps={{ 'aria-current': 'page' }} title={folded ? 'Settings' : undefined}>
        <Icon name="gear" className="shrink-0" />
        <span className={wording}>Settings</span>
      </Link>
      <Link to="/account" className={entry} activeProps={{ 'aria-current': 'page' }} title={folded ? 'Account' : undefined}>
        <Icon name="account" className="shrink-0" />
        <span className={wording}>{me.data?.user.name ?? 'Account'}</span>
      </Link>
    </nav>
  );
}

function useUnread(): number {
  return useQuery(unreadQuery).data?.unread ?? 0;
}

function NoticesLink({ folded }: { folded: boolean }) {
  const unread = useUnread();
  return (
    <Link to="/notifications" className={classes(entry, 'relative mt-auto')} activeProps={{ 'aria-current': 'page' }} title={folded ? 'Notifications' : undefined}>
      <Icon name="bell" className="shrink-0" />
      <span className={folded ? 'sr-only' : 'truncate'}>Notifications</span>
      {unread > 0 && <Count unread={unread} className={folded ? 'absolute top-0.5 right-0.5' : 'ml-auto'} />}
    </Link>
  );
}

function Count({ unread, className }: { unread: number; className: string }) {
  return (
    <span className={classes('num min-w-5 rounded-full bg-ink px-1.5 text-center text-2xs leading-5 font-medium text-canvas', className)}>
      {unread > 99 ? '99+' : unread}
      <span className="sr-only"> unread</span>
    </span>
  );
}

/** What the rail holds beside its places, where there is no rail. */
function PhoneBar({ onSearch, onSwitch }: { onSearch: () => void; onSwitch: () => void }) {
  const me = useQuery(meQuery);
  const unread = useUnread();
  const square = 'relative flex size-11 items-center justify-center rounded-md text-ink-muted hover:bg-hover';
  return (
    <header className="flex h-12 items-center border-b border-hairline pr-1 pl-2 md:hidden">
      <button type="button" onClick={onSwitch} className="flex h-11 min-w-0 items-center gap-2 rounded-md px-2">
        <Mark size={18} />
        <span className="min-w-0 truncate font-semibold">{me.data?.workspace.name ?? 'QuotaHit'}</span>
        <Icon name="down" size={12} className="shrink-0 text-ink-muted" />
        <span className="sr-only">, switch workspace</span>
      </button>
      <button type="button" onClick={onSearch} aria-label="Search" className={classes(square, 'ml-auto')}>
        <Icon name="search" size={18} />
      </button>
      <Link to="/notifications" aria-label={unread === 0 ? 'Notifications' : `Notifications, ${String(unread)} unread`} className={square}>
        <Icon name="bell" size={18} />
        {unread > 0 && <span aria-hidden="true" className="absolute top-2.5 right-2.5 size-2 rounded-full bg-ink" />}
      </Link>
    </header>
  );
}

function Tabs() {
  const settled = useRouterState({ select: (state) => /^\/(account|settings|admin)(\/|$)/.test(state.location.pathname) });
  const tab = 'flex flex-1 flex-col items-center gap-0.5 py-2 text-xs text-ink-muted aria-[current=page]:font-medium aria-[current=page]:text-ink';
  return (
    <nav aria-label="Main" className="fixed inset-x-0 bottom-0 z-20 flex border-t border-hairline bg-surface pb-[env(safe-area-inset-bottom)] md:hidden">
      {places.map((place) => (
        <Link key={place.to} to={place.to} className={tab} activeOptions={{ exact: place.exact, includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
          <Icon name={place.icon} size={18} />
          {place.name}
        </Link>
      ))}
      {/* All that is set is behind one door here: one's own, the workspace's and the installation's. */}
      <Link to="/account" className={tab} aria-current={settled ? 'page' : undefined}>
        <Icon name="gear" size={18} />
        Settings
      </Link>
    </nav>
  );
}
