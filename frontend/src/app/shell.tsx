import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { meQuery } from '@/features/workspace/me-queries';
import { classes } from '@/shared/lib/classes';
import { useStored } from '@/shared/lib/stored';
import { useKeys } from '@/shared/lib/use-keys';
import { Icon, type IconName } from '@/shared/ui/icons';
import { ShortcutSheet } from '@/shared/ui/shortcut-sheet';
import { Mark } from '@/shared/ui/wordmark';
import { useLiveChanges } from './live-changes';
import { Palette } from './palette';

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
  const navigate = useNavigate();
  useLiveChanges();
  useKeys({
    'Mod+k': () => { setPalette(true); },
    '?': () => { setSheet(true); },
    '[': () => { setFolded(folded === 'folded' ? 'open' : 'folded'); },
    n: () => void navigate({ to: '/practice' }),
    'g h': () => void navigate({ to: '/home' }),
    'g p': () => void navigate({ to: '/practice' }),
    'g r': () => void navigate({ to: '/practice/sessions' }),
    'g a': () => void navigate({ to: '/account' }),
  });
  const main = useFocusOnChange();
  return (
    <div className="flex min-h-dvh">
      <a href="#content" className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2">
        Skip to content
      </a>
      <Rail folded={folded === 'folded'} onFold={() => { setFolded(folded === 'folded' ? 'open' : 'folded'); }} onSearch={() => { setPalette(true); }} />
      <main id="content" ref={main} tabIndex={-1} className="min-w-0 flex-1 px-4 pt-6 pb-28 outline-none sm:px-8 md:pb-12 lg:px-12 lg:pt-8">
        <Outlet />
      </main>
      <Tabs />
      <Palette open={palette} onClose={() => { setPalette(false); }} onShortcuts={() => { setSheet(true); }} />
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

function Rail({ folded, onFold, onSearch }: { folded: boolean; onFold: () => void; onSearch: () => void }) {
  const me = useQuery(meQuery);
  const wording = folded ? 'sr-only' : 'truncate';
  return (
    <nav aria-label="Main" className={classes('sticky top-0 hidden h-dvh shrink-0 flex-col gap-1 border-r border-hairline p-2.5 md:flex', folded ? 'w-rail-folded' : 'w-rail')}>
      <div className={classes('mb-2 flex h-9 items-center gap-2', folded ? 'justify-center' : 'pr-1 pl-2.5')}>
        {!folded && (
          <>
            <Mark size={18} />
            <span className="min-w-0 flex-1 truncate font-semibold">{me.data?.workspace.name ?? 'QuotaHit'}</span>
          </>
        )}
        <button type="button" onClick={onFold} aria-expanded={!folded} aria-label={folded ? 'Unfold the menu' : 'Fold the menu'} title={folded ? 'Unfold the menu  [' : 'Fold the menu  ['} className="rounded-sm p-1.5 text-ink-muted hover:bg-hover hover:text-ink">
          <Icon name="fold" />
        </button>
      </div>
      <button type="button" onClick={onSearch} aria-keyshortcuts="Control+K Meta+K" className={classes(entry, 'mb-2', !folded && 'border border-hairline-strong')} title={folded ? 'Search' : undefined}>
        <Icon name="search" className="shrink-0" />
        <span className={wording}>Search</span>
        {!folded && <kbd className="ml-auto font-sans text-xs text-ink-faint">Ctrl K</kbd>}
      </button>
      {places.map((place) => (
        <Link key={place.to} to={place.to} className={entry} activeOptions={{ exact: place.exact, includeSearch: false }} activeProps={{ 'aria-current': 'page' }} title={folded ? place.name : undefined}>
          <Icon name={place.icon} className="shrink-0" />
          <span className={wording}>{place.name}</span>
        </Link>
      ))}
      <Link to="/account" className={classes(entry, 'mt-auto')} activeProps={{ 'aria-current': 'page' }} title={folded ? 'Account' : undefined}>
        <Icon name="account" className="shrink-0" />
        <span className={wording}>{me.data?.user.name ?? 'Account'}</span>
      </Link>
    </nav>
  );
}

function Tabs() {
  const tab = 'flex flex-1 flex-col items-center gap-0.5 py-2 text-xs text-ink-muted aria-[current=page]:font-medium aria-[current=page]:text-ink';
  return (
    <nav aria-label="Main" className="fixed inset-x-0 bottom-0 z-20 flex border-t border-hairline bg-surface pb-[env(safe-area-inset-bottom)] md:hidden">
      {places.map((place) => (
        <Link key={place.to} to={place.to} className={tab} activeOptions={{ exact: place.exact, includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
          <Icon name={place.icon} size={18} />
          {place.name}
        </Link>
      ))}
      <Link to="/account" className={tab} activeProps={{ 'aria-current': 'page' }}>
        <Icon name="account" size={18} />
        Account
      </Link>
    </nav>
  );
}
