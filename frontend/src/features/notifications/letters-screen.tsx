import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, query, remove } from '@/shared/api/client';
import type { SandboxLetter } from '@/shared/api/house-types';
import { useChange } from '@/shared/api/use-change';
import { classes } from '@/shared/lib/classes';
import { dayAndTime } from '@/shared/lib/format';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { EmptyFace, Panel } from '@/shared/ui/faces';
import { TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { ScreenHead } from '@/shared/ui/screen-head';
import { Segmented } from '@/shared/ui/segmented';
import { toast } from '@/shared/ui/toasts';
import { LetterPage } from './letter-page';
import { linksIn } from './letter-links';

const lettersQuery = (to: string) =>
  queryOptions({
    queryKey: ['letters', to],
    queryFn: ({ signal }) => get<{ items: SandboxLetter[] }>(`/sandbox/mail${query({ to, limit: 100 })}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  });

/** Every letter that would have gone out, while no mail server is set. */
export function LettersScreen() {
  useTitle('Sandbox inbox');
  const [to, setTo] = useState('');
  const letters = useQuery(lettersQuery(to));
  const [chosen, setChosen] = useState<string>();
  const clear = useChange(() => remove('/sandbox/mail'), ['letters']);
  const items = letters.data?.items ?? [];
  const letter = items.find(({ id }) => id === chosen) ?? items[0];
  return (
    <div className="flex w-full flex-col gap-5">
      <ScreenHead
        title="Sandbox inbox"
        text="Letters that reach nobody, because no mail server is set."
        actions={
          items.length > 0 && (
            <Button busy={clear.isPending} onClick={() => { clear.mutate(undefined, { onSuccess: () => { toast('The inbox is empty.'); }, onError: refused }); }}>
              Empty the inbox
            </Button>
          )
        }
      />
      <TextField label="To" type="search" placeholder="Any address" value={to} onChange={(event) => { setTo(event.target.value); }} className="max-w-72" />
      <Loaded query={letters} what="letters" rows={4}>
        {() =>
          letter === undefined ? (
            <EmptyFace title={to === '' ? 'No letters' : 'No letters to this address'} text="Invite somebody, or ask for a new password: the letter shows up here within a second or two." />
          ) : (
            <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[18rem_minmax(0,1fr)]">
              <Panel>
                <ul aria-label="Letters" className="max-h-[70dvh] divide-y divide-hairline overflow-y-auto">
                  {items.map((one) => (
                    <li key={one.id}>
                      <button type="button" aria-current={one.id === letter.id || undefined} onClick={() => { setChosen(one.id); }} className={classes('flex w-full flex-col px-4 py-2.5 text-left', one.id === letter.id ? 'bg-pressed' : 'hover:bg-hover')}>
                        <span className="w-full truncate font-medium">{one.subject}</span>
                        <span className="w-full truncate text-sm text-ink-muted">{one.to}</span>
                        <span className="num text-sm text-ink-muted">{dayAndTime(one.at)}</span>
                      </button>
                    </li>
                  ))}
                </ul>
              </Panel>
              <Letter key={letter.id} letter={letter} />
            </div>
          )
        }
      </Loaded>
    </div>
  );
}

function Letter({ letter }: { letter: SandboxLetter }) {
  const [as, setAs] = useState<'html' | 'text'>(letter.html === '' ? 'text' : 'html');
  const links = linksIn(letter.text);
  return (
    <Panel label={letter.subject} className="min-w-0">
      <header className="flex flex-wrap items-start justify-between gap-3 border-b border-hairline px-4 py-3">
        <div className="min-w-0">
          <h2 className="text-md font-semibold">{letter.subject}</h2>
          <p className="num text-sm wrap-anywhere text-ink-muted">
            To {letter.to}, {dayAndTime(letter.at)}
          </p>
        </div>
        <Segmented
          label="Show as"
          value={as}
          onChange={setAs}
          options={[
            { value: 'html', label: 'Page', disabled: letter.html === '' },
            { value: 'text', label: 'Text' },
          ]}
        />
      </header>
      {as === 'html' ? <LetterPage html={letter.html} title={letter.subject} /> : <pre className="overflow-x-auto p-4 font-sans whitespace-pre-wrap">{letter.text}</pre>}
      {links.length > 0 && (
        <footer className="border-t border-hairline px-4 py-3">
          <p className="text-sm text-ink-muted">Links in it</p>
          <ul>
            {links.map((link) => (
              <li key={link} className="num text-sm break-all select-all">
                {link}
              </li>
            ))}
          </ul>
        </footer>
      )}
    </Panel>
  );
}
