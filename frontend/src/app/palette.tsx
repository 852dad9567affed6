import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import { personasQuery, scenariosQuery } from '@/features/practice/catalog-queries';
import { sessionsQuery } from '@/features/practice/session-queries';
import { meQuery, useMay } from '@/shared/api/me';
import { classes } from '@/shared/lib/classes';
import { dayAndTime } from '@/shared/lib/format';
import { fuzzyScore } from '@/shared/lib/fuzzy';
import { keyCaps, keyOf, shortcutsOn, type ShortcutId } from '@/shared/lib/shortcuts';
import { setTheme } from '@/shared/lib/theme';
import { Icon, type IconName } from '@/shared/ui/icons';
import { adminGroups, openTo, settingsGroups, type SectionGroup } from './sections';

type Command = { id: string; icon: IconName; text: string; note: string; words?: string; run: () => void };

const shownMax = 9;

function keyNote(id: ShortcutId): string {
  return shortcutsOn() ? keyCaps(keyOf(id)).join(' ') : '';
}

/** Everything by name: places, buyers, scenarios, recent calls, settings. */
type Doors = { onShortcuts: () => void; onSwitch: () => void };

export function Palette({ open, onClose, ...doors }: { open: boolean; onClose: () => void } & Doors) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal();
    if (!open && dialog.current?.open === true) dialog.current.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      aria-label="Search and commands"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      className="mx-auto mt-[12vh] w-[calc(100vw-2rem)] max-w-reading overflow-hidden rounded-lg border border-hairline-strong bg-raised p-0 text-ink open:enter"
    >
      {open && <Search onClose={onClose} {...doors} />}
    </dialog>
  );
}

function Search({ onClose, ...doors }: { onClose: () => void } & Doors) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const commands = useCommands(doors);
  const found = commands
    .map((command) => ({ command, fit: fuzzyScore(query, `${command.text} ${command.note} ${command.words ?? ''}`) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => (query === '' ? 0 : b.fit - a.fit))
    .slice(0, shownMax)
    .map(({ command }) => command);
  const chosen = found[Math.min(at, found.length - 1)];
  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  return (
    <div>
      <div className="flex items-center gap-3 border-b border-hairline px-4">
        <Icon name="search" className="text-ink-muted" />
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={chosen && `${listId}-${chosen.id}`}
          aria-label="Search and commands"
          placeholder="Find a buyer, a scenario, a call or a page"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
              event.preventDefault();
              const step = event.key === 'ArrowDown' ? 1 : -1;
              setAt((at + step + found.length) % Math.max(1, found.length));
            }
            if (event.key === 'Enter') {
              event.preventDefault();
              run(chosen);
            }
          }}
          className="h-12 min-w-0 flex-1 bg-transparent text-md outline-none placeholder:text-ink-faint"
        />
      </div>
      <ul id={listId} role="listbox" aria-label="Results" className="max-h-[50vh] overflow-y-auto p-1.5">
        {found.map((command) => (
          <li
            key={command.id}
            id={`${listId}-${command.id}`}
            role="option"
            aria-selected={command === chosen}
            onClick={() => { run(command); }}
            onPointerMove={() => { setAt(found.indexOf(command)); }}
            className={classes('flex h-10 cursor-pointer items-center gap-3 rounded-md px-2.5', command === chosen && 'bg-pressed')}
          >
            <Icon name={command.icon} className="shrink-0 text-ink-muted" />
            <span className="truncate">{command.text}</span>
            <span className="ml-auto shrink-0 text-sm text-ink-muted max-sm:hidden">{command.note}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="px-4 pb-4 text-ink-muted">Nothing matches. Try a buyer’s name or a scenario.</p>}
    </div>
  );
}

function useCommands({ onShortcuts, onSwitch }: Doors): Command[] {
  const navigate = useNavigate();
  const may = useMay();
  const me = useQuery(meQuery).data;
  const groups: SectionGroup[] = [...openTo(settingsGroups, may), ...(me?.user.platformAdmin === true ? adminGroups : [])];
  const personas = useQuery(personasQuery).data?.items ?? [];
  const scenarios = useQuery(scenariosQuery).data?.items ?? [];
  const sessions = useQuery(sessionsQuery({}, 6)).data?.items ?? [];
  return [
    { id: 'home', icon: 'home', text: 'Home', note: keyNote('home'), run: () => void navigate({ to: '/home' }) },
    { id: 'practice', icon: 'practice', text: 'Start a call', note: keyNote('new-call'), run: () => void navigate({ to: '/practice' }) },
    { id: 'history', icon: 'history', text: 'History', note: keyNote('history'), run: () => void navigate({ to: '/practice/sessions' }) },
    { id: 'compare', icon: 'compare', text: 'Compare two attempts', note: '', run: () => void navigate({ to: '/practice/compare', search: { a: '', b: '' } }) },
    { id: 'notices', icon: 'bell', text: 'Notifications', note: keyNote('notifications'), run: () => void navigate({ to: '/notifications' }) },
    { id: 'switch', icon: 'swap', text: 'Switch workspace', note: keyNote('switch-workspace'), run: onSwitch },
    { id: 'shortcuts', icon: 'keyboard', text: 'Keyboard shortcuts', note: keyNote('sheet'), run: onShortcuts },
    { id: 'light', icon: 'sun', text: 'Light appearance', note: 'Setting', run: () => { setTheme('light'); } },
    { id: 'dark', icon: 'moon', text: 'Dark appearance', note: 'Setting', run: () => { setTheme('dark'); } },
    { id: 'system', icon: 'screen', text: 'Appearance as in the system', note: 'Setting', run: () => { setTheme('system'); } },
    ...groups.flatMap((group) => group.sections.map(({ to, name, icon, words }) => ({ id: to.replaceAll('/', '-'), icon, text: name, note: group.name === 'Administration' ? 'Administration' : 'Settings', words, run: () => void navigate({ to }) }))),
    ...sessions.map((session) => ({
      id: session.id,
      icon: 'play' as const,
      text: `${session.scenario.title}, ${session.persona.name}`,
      note: dayAndTime(session.startedAt ?? session.createdAt),
      run: () => void navigate({ to: '/practice/sessions/$id', params: { id: session.id } }),
    })),
    ...personas.map((persona) => ({
      id: persona.id,
      icon: 'mic' as const,
      text: `Call ${persona.name}`,
      note: `${persona.role}, ${persona.company}`,
      run: () => void navigate({ to: '/practice', search: { persona: persona.id } }),
    })),
    ...scenarios.map((scenario) => ({
      id: scenario.id,
      icon: 'practice' as const,
      text: `Practise: ${scenario.title}`,
      note: 'Scenario',
      run: () => void navigate({ to: '/practice', search: { scenario: scenario.id } }),
    })),
  ];
}
