import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { sentence } from '@/shared/api/sentences';
import type { Comparison, SessionItem } from '@/shared/api/types';
import { dayAndTime, score as scoreText, signed } from '@/shared/lib/format';
import { useTitle } from '@/shared/lib/use-title';
import { buttonClass } from '@/shared/ui/button';
import { CallLine } from '@/shared/ui/call-line';
import { EmptyFace, ErrorFace, LoadingFace, Panel, Skeleton } from '@/shared/ui/faces';
import { SelectField } from '@/shared/ui/field';
import { Icon } from '@/shared/ui/icons';
import { ScreenHead } from '@/shared/ui/screen-head';
import { comparisonQuery, sessionsQuery } from './session-queries';

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
      <ScreenHead title="Compare two attempts" text="Criterion by criterion: what got better, what did not." />
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

function Rows({ a, b }: { a: string; b: string }) {
  const comparison = useQuery(comparisonQuery(a, b));
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
            <th scope="col" className="w-28 py-2.5 pr-5 text-right font-normal">Change</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-hairline">
          {items.map((item, index) => (
            <Row key={`${item.section}${item.criterion}`} item={item} heads={items[index - 1]?.section !== item.section} />
          ))}
          <tr className="font-semibold">
            <th scope="row" className="px-5 py-3 font-semibold">Total</th>
            <td className="num py-3 text-right">{total.a === null ? '–' : scoreText(total.a)}</td>
            <td className="num py-3 text-right">{total.b === null ? '–' : scoreText(total.b)}</td>
            <td className="py-3 pr-5 text-right">
              <Change delta={total.a === null || total.b === null ? null : total.a - total.b} />
            </td>
          </tr>
        </tbody>
      </table>
    </Panel>
  );
}

function Row({ item, heads }: { item: Comparison['items'][number]; heads: boolean }) {
  const number = (value: number | null) => (value === null ? '–' : Math.round(value));
  return (
    <tr>
      <th scope="row" className="px-5 py-2 font-normal">
        {heads && <span className="mb-1 block pt-1 text-sm text-ink-muted">{item.section}</span>}
        {item.criterion}
      </th>
      <td className="num py-2 text-right align-bottom">{number(item.a)}</td>
      <td className="num py-2 text-right align-bottom text-ink-muted">{number(item.b)}</td>
      <td className="py-2 pr-5 text-right align-bottom">
        <Change delta={item.delta} />
      </td>
    </tr>
  );
}

/** Up and down by sign, arrow and word; colour comes last. */
function Change({ delta }: { delta: number | null }) {
  if (delta === null) return <span className="text-ink-muted">–</span>;
  if (Math.abs(delta) < 0.5) return <span className="num text-ink-muted">same</span>;
  return (
    <span className={`num inline-flex items-center gap-1 ${delta > 0 ? 'text-good' : 'text-danger'}`}>
      <Icon name="right" size={11} className={delta > 0 ? '-rotate-90' : 'rotate-90'} />
      <span className="sr-only">{delta > 0 ? 'better by' : 'worse by'}</span>
      {signed(delta, 0)}
    </span>
  );
}
