import { Dialog } from './dialog';

const groups: [string, [string, string][]][] = [
  ['Anywhere', [['Ctrl K', 'Search and commands'], ['?', 'This sheet'], ['N', 'New practice call'], ['G H', 'Home'], ['G P', 'Practice'], ['G R', 'History'], ['G A', 'Account'], ['G S', 'Settings'], ['G N', 'Notifications'], ['G W', 'Switch workspace'], ['[', 'Fold the menu']]],
  ['On a call', [['M', 'Mute and unmute'], ['C', 'Captions'], ['T', 'Type instead of speaking'], ['Esc', 'Stop typing'], ['Shift E', 'End the call']]],
  ['In a recording', [['Space', 'Play and pause'], ['← →', 'Five seconds back and forward'], ['PgUp PgDn', 'Half a minute']]],
  ['In a list', [['J', 'Next'], ['K', 'Previous'], ['Enter', 'Open']]],
];

/** Every key that does something, on one sheet. The same sheet everywhere, also in the middle of a call. */
export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Shortcuts" wide>
      <div className="gap-x-10 sm:columns-2">
        {groups.map(([name, keys]) => (
          <section key={name} aria-label={name} className="mb-6 break-inside-avoid">
            <h3 className="mb-1 text-sm font-medium text-ink-muted">{name}</h3>
            <dl>
              {keys.map(([key, text]) => (
                <div key={key} className="flex items-center justify-between gap-4 py-1">
                  <dt>{text}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {key.split(' ').map((part) => (
                      <kbd key={part} className="min-w-6 rounded-sm border border-hairline-strong px-1.5 text-center font-sans text-xs leading-5 text-ink-soft">
                        {part}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
