import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { sentence } from '@/shared/api/sentences';
import type { Comparison, Session, SessionItem } from '@/shared/api/types';
import { classes } from '@/shared/lib/classes';
import { dayAndTime, score as scoreText, signed } from '@/shared/lib/format';
import { useTitle } from '@/shared/lib/use-title';
import { buttonClass } from '@/shared/ui/button';
import { CallLine } from '@/shared/ui/call-line';
import { EmptyFace, ErrorFace, LoadingFace, Panel, Skeleton } from '@/shared/ui/faces';
import { SelectField } from '@/shared/ui/field';
import { Icon } from '@/shared/ui/icons';
import { ScreenHead } from '@/shared/ui/screen-head';
import { CompareWords } from './compare-words';
import { usePlayer, type Player } from './player';
import { comparisonQuery, sessionQuery, sessionsQuery } from './session-queries';

const choiceMax = 100;

export function CompareScreen() {
  useTitle('Compare');
  const { a, b } = useSearch({ from: '/app/practice/compare' });
  const navigate = useNavigate();
  const sessions = useQuery(sessionsQuery({ state: 'scored' }, choiceMax));
  const choose = (side: 'a' | 'b', id: string) => void navigate({ to: '/practice/compare', search: { a, b, [side]: id }, replace: true });
  if (sessions.isPending) {
    return (
      <LoadingFace page label="Loading your calls">
        <Skeleton className="mx-auto h-96 max-w-content" />
      </LoadingFace>
    );
  }
  if (sessions.isError) {
    return <ErrorFace page title="Your calls could not be loaded" text={sentence(sessions.error)} requestId={sessions.error.requestId} onRetry={() => void sessions.refetch()} />;
  }
  const scored = sessions.data.items.filter((item) => item.score !== null);
  const first = scored.find((item) => item.id === a);
  const second = scored.find((item) => item.id === b);
  // Attempts at the same scenario are what a comparison is for; they stand first.
  const others = [...scored].sort((x, y) => Number(y.scenario.id === first?.scenario.id) - Number(x.scenario.id === first?.scenario.id));
  return (
    <div className="mx-auto flex w-full max-w-content flex-col gap-6">
      <ScreenHead title="Compare two attempts" text="Criterion by criterion: what got better, what did not, and how you said it each time." />
      {scored.length < 2 ? (
        <EmptyFace
          title="Two scored calls are needed"
          text="Practise the same scenario twice, then see here what changed."
          action={
            <Link to="/practice" className={buttonClass('next')}>
              Start a call
            </Link>
          }
        />
      ) : (
        <>
          <div className="grid gap-4 md:grid-cols-2">
            <Side label="This attempt" items={scored} chosen={first} onChoose={(id) => { choose('a', id); }} />
            <Side label="Compared with" items={others.filter((item) => item.id !== a)} chosen={second} onChoose={(id) => { choose('b', id); }} />
          </div>
          {first && second && <Rows a={first.id} b={second.id} />}
        </>
      )}
    </div>
  );
}

function Side({ label, items, chosen, onChoose }: { label: string; items: readonly SessionItem[]; chosen: SessionItem | undefined; onChoose: (id: string) => void }) {
  return (
    <Panel className="p-5" label={label}>
      <SelectField label={label} value={chosen?.id ?? ''} onChange={(event) => { onChoose(event.target.value); }}>
        <option value="" disabled>
          Choose a call
        </option>
        {items.map((item) => (
          <option key={item.id} value={item.id}>
            {item.scenario.title} · {item.persona.name} · {dayAndTime(item.startedAt ?? item.createdAt)}
          </option>
        ))}
      </SelectField>
      {chosen && chosen.score !== null && (
        <div className="mt-4 flex items-end gap-5">
          <p className="figure-big text-2xl">{scoreText(chosen.score)}</p>
          <CallLine className="min-w-0 flex-1" size="strip" label={`Shape of the call with ${chosen.persona.name}`} call={{ durationMs: chosen.durationMs ?? 0, segments: chosen.callLine }} />
        </div>
      )}
    </Panel>
  );
}

/** Two recordings, of which one is heard at a time. */
function useTwoPlayers(a: Session | undefined, b: Session | undefined): [Player, Player] {
  const first = usePlayer(a?.audio.available === true ? a.audio.url : null);
  const second = usePlayer(b?.audio.available === true ? b.audio.url : null);
  const alone = (one: Player, other: Player): Player => ({
    ...one,
    playFrom: (ms) => {
      other.pause();
      one.playFrom(ms);
    },
  });
  return [alone(first, second), alone(second, first)];
}

function Rows({ a, b }: { a: string; b: string }) {
  const comparison = useQuery(comparisonQuery(a, b));
  const first = useQuery(sessionQuery(a)).data;
  const second = useQuery(sessionQuery(b)).data;
  const [playerA, playerB] = useTwoPlayers(first, second);
  const [open, setOpen] = useState<string | null>(null);
  if (comparison.isPending) return <Skeleton className="h-72" />;
  if (comparison.isError) {
    return <ErrorFace title="These two calls could not be compared" text={sentence(comparison.error)} requestId={comparison.error.requestId} onRetry={() => void comparison.refetch()} />;
  }
  const { items, total } = comparison.data;
  return (
    <Panel label="Criterion by criterion">
      <table className="w-full text-left">
        <thead className="text-sm text-ink-muted">
          <tr className="border-b border-hairline">
            <th scope="col" className="px-5 py-2.5 font-normal">Criterion</th>
            <th scope="col" className="w-16 py-2.5 text-right font-normal">This</th>
            <th scope="col" className="w-16 py-2.5 text-right font-normal">Other</th>
            <th scope="col" className="w-28 py-2.5 pr-5 text-right font-normal max-sm:w-20">Change</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => {
            const key = `${item.section}${item.criterion}`;
            return (
              <Row
                key={key}
                item={item}
                heads={items[index - 1]?.section !== item.section}
                open={open === key}
                onOpen={() => { setOpen(open === key ? null : key); }}
                words={
                  <>
                    <CompareWords session={first} player={playerA} criterion={item.criterion} />
                    <CompareWords session={second} player={playerB} criterion={item.criterion} />
                  </>
                }
              />
            );
          })}
          <tr className="border-t border-hairline-strong font-semibold">
            <th scope="row" className="px-5 py-3 font-semibold">Total</th>
            <td className="num py-3 text-right">{total.a === null ? '–' : scoreText(total.a)}</td>
            <td className="num py-3 text-right">{total.b === null ? '–' : scoreText(total.b)}</td>
            <td className="py-3 pr-5 text-right">
              <Change delta={difference(total.a, total.b)} digits={1} />
            </td>
          </tr>
        </tbody>
      </table>
    </Panel>
  );
}

/** From the other attempt to this one. */
function difference(now: number | null, before: number | null): number | null {
  return now === null || before === null ? null : now - before;
}

function Row({ item, heads, open, onOpen, words }: { item: Comparison['items'][number]; heads: boolean; open: boolean; onOpen: () => void; words: ReactNode }) {
  const number = (value: number | null) => (value === null ? '–' : Math.round(value));
  return (
    <>
      {heads && (
        <tr>
          <th scope="rowgroup" colSpan={4} className="px-5 pt-4 pb-1 text-sm font-normal text-ink-muted">
            {item.section}
          </th>
        </tr>
      )}
      <tr className="border-t border-hairline">
        <th scope="row" className="py-1 pr-2 pl-3 font-normal">
          <button type="button" aria-expanded={open} onClick={onOpen} className="flex w-full items-center gap-2 rounded-sm px-2 py-1 text-left hover:bg-hover">
            <Icon name="right" size={12} className={classes('shrink-0 text-ink-muted transition-transform ease-motion', open && 'rotate-90')} />
            {item.criterion}
          </button>
        </th>
        <td className="num py-2 text-right">{number(item.a)}</td>
        <td className="num py-2 text-right text-ink-muted">{number(item.b)}</td>
        <td className="py-2 pr-5 text-right">
          <Change delta={difference(item.a, item.b)} />
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={4} className="px-5 pb-4">
            <div className="grid gap-6 rounded-md bg-sunken p-4 md:grid-cols-2">{words}</div>
          </td>
        </tr>
      )}
    </>
  );
}

/** Up and down by sign, arrow and word; colour comes last. */
function Change({ delta, digits = 0 }: { delta: number | null; digits?: number }) {
  if (delta === null) return <span className="text-ink-muted">–</span>;
  if (Math.abs(delta) < 0.5 * 10 ** -digits) return <span className="num text-ink-muted">same</span>;
  return (
    <span className={`num inline-flex items-center gap-1 ${delta > 0 ? 'text-good' : 'text-danger'}`}>
      <Icon name="right" size={11} className={delta > 0 ? '-rotate-90' : 'rotate-90'} />
      <span className="sr-only">{delta > 0 ? 'better by' : 'worse by'}</span>
      {signed(delta, digits)}
    </span>
  );
}
