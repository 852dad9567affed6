import { Dialog } from '@/shared/ui/dialog';

const groups: [string, [string, string][]][] = [
  ['Anywhere', [['Ctrl K', 'Search and commands'], ['?', 'This sheet'], ['N', 'New practice call'], ['G H', 'Home'], ['G P', 'Practice'], ['G R', 'History'], ['G A', 'Account'], ['[', 'Fold the rail']]],
  ['In a list', [['J', 'Next'], ['K', 'Previous'], ['Enter', 'Open']]],
  ['On a call', [['M', 'Mute'], ['C', 'Captions'], ['T', 'Type instead'], ['Shift E', 'End the call']]],
  ['In a recording', [['Space', 'Play or pause'], ['← →', 'Five seconds, when the line has the focus']]],
];

export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Shortcuts" wide>
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {groups.map(([name, keys]) => (
          <section key={name} aria-label={name}>
            <h3 className="mb-1 text-sm font-medium text-ink-muted">{name}</h3>
            <dl>
              {keys.map(([key, text]) => (
                <div key={key} className="flex items-center justify-between gap-4 py-1">
                  <dt>{text}</dt>
                  <dd className="flex gap-1">
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
