import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { UsageGroup, UsageRow } from '@/shared/api/house-types';
import { minutes, shortDay } from '@/shared/lib/format';
import { compact, price } from '@/shared/lib/money';
import { saveFile } from '@/shared/lib/save-file';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/faces';
import { Loaded } from '@/shared/ui/loaded';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { Segmented } from '@/shared/ui/segmented';
import { DayPlot } from './day-plot';
import { usageQuery } from './models-queries';
import { usageCsv } from './usage-csv';
import { useNames } from './use-names';
import { daysOf, sharesOf, tokens } from './usage-days';

const groups: readonly { value: UsageGroup; label: string }[] = [
  { value: 'day', label: 'Day' },
  { value: 'model', label: 'Model' },
  { value: 'user', label: 'Person' },
  { value: 'key', label: 'Key' },
  { value: 'module', label: 'Module' },
];
const spans = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
] as const;

/** What the models were asked for, by whom and on whose key. Money only where the price is known. */
export function UsageScreen() {
  useTitle('Usage');
  const navigate = useNavigate({ from: '/settings/usage' });
  const search = useSearch({ strict: false });
  const group = groups.find(({ value }) => value === search.group)?.value ?? 'day';
  const days = spans.find(({ value }) => value === search.days)?.value ?? '30';
  const [now] = useState(() => Date.now());
  const to = new Date(now).toISOString().slice(0, 10);
  const from = new Date(now - (Number(days) - 1) * 86_400_000).toISOString().slice(0, 10);
  const usage = useQuery(usageQuery(group, from, to));
  const nameOf = useNames(group);
  const name = groups.find(({ value }) => value === group)?.label ?? '';
  const found = usage.data?.items ?? [];
  const rows = found.length === 0 ? [] : group === 'day' ? daysOf(found, from, to) : sharesOf(found).map(({ row }) => row);
  return (
    <SettingsScreen>
      <ScreenHead
        title="Usage"
        text="Tokens in and out of every model, through whichever key."
        actions={
          <Button icon="download" disabled={rows.length === 0} onClick={() => { saveFile(`usage-by-${group}-${from}-to-${to}.csv`, new Blob([usageCsv(rows, name, nameOf)], { type: 'text/csv;charset=utf-8' })); }}>
            CSV
          </Button>
        }
      />
      <div className="flex flex-wrap gap-3">
        <Segmented label="By" value={group} onChange={(next) => void navigate({ search: { group: next, days }, replace: true })} options={groups} />
        <Segmented label="Span" value={days} onChange={(next) => void navigate({ search: { group, days: next }, replace: true })} options={spans} />
      </div>
      <Loaded query={usage} what="usage" rows={5}>
        {({ items }) =>
          items.length === 0 ? (
            <Panel className="p-6">
              <p className="text-ink-muted">No model was asked in these {days} days. Practice calls, grading and the coach will show up here.</p>
            </Panel>
          ) : (
            <>
              <Totals rows={items} />
              <Panel className="p-4 sm:p-6">{group === 'day' ? <DayPlot rows={rows} /> : <Shares rows={items} group={group} nameOf={nameOf} />}</Panel>
              <UsageTable rows={group === 'day' ? [...rows].reverse() : rows} name={name} nameOf={nameOf} />
            </>
          )
        }
      </Loaded>
    </SettingsScreen>
  );
}

function Totals({ rows }: { rows: readonly UsageRow[] }) {
  const known = rows.filter((row) => row.cost !== null);
  const currency = known[0]?.cost?.currency;
  const unpriced = rows.some((row) => row.unpriced > 0);
  const seconds = rows.reduce((sum, row) => sum + row.heardSeconds + row.spokenSeconds, 0);
  const figures = [
    { name: 'Tokens', figure: compact(rows.reduce((sum, row) => sum + tokens(row), 0)) },
    { name: 'Requests', figure: compact(rows.reduce((sum, row) => sum + row.requests, 0)) },
    ...(seconds > 0 ? [{ name: 'Speech', figure: minutes(seconds * 1000) }] : []),
    { name: unpriced ? 'Cost, where the price is known' : 'Cost', figure: currency === undefined ? '–' : price({ amount: known.reduce((sum, row) => sum + (row.cost?.amount ?? 0), 0), currency }) },
  ];
  return (
    <dl className="flex flex-wrap gap-x-12 gap-y-4">
      {figures.map(({ name, figure }) => (
        <div key={name} className="flex flex-col-reverse">
          <dt className="text-sm text-ink-muted">{name}</dt>
          <dd className="figure-big text-xl">{figure}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One bar for each, longest first, its number at its end. */
function Shares({ rows, group, nameOf }: { rows: readonly UsageRow[]; group: UsageGroup; nameOf: (key: string) => string }) {
  return (
    <ul aria-label={`Tokens by ${group}`} className="flex flex-col gap-3">
      {sharesOf(rows)
        .slice(0, 12)
        .map(({ row, share }) => (
          <li key={row.key}>
            <div className="flex items-baseline justify-between gap-4">
              <span className="min-w-0 truncate">{nameOf(row.key)}</span>
              <span className="num shrink-0 text-sm text-ink-muted">
                {compact(tokens(row))}
                {row.cost !== null && ` · ${price(row.cost)}`}
              </span>
            </div>
            <div aria-hidden="true" className="mt-1 h-2 rounded-sm bg-data-1" style={{ width: `${String(Math.max(0.5, share * 100))}%` }} />
          </li>
        ))}
    </ul>
  );
}

function UsageTable({ rows, name, nameOf }: { rows: readonly UsageRow[]; name: string; nameOf: (key: string) => string }) {
  return (
    <details className="text-sm">
      <summary className="w-fit rounded-sm text-ink-muted hover:text-ink">Show as table</summary>
      <div tabIndex={0} role="region" aria-label="Usage as a table, scrolls sideways" className="relative mt-2 overflow-x-auto">
        <table aria-label="Usage" className="num w-full min-w-[28rem] text-left">
          <thead>
            <tr className="text-ink-muted">
              <th scope="col" className="py-1 font-normal">{name}</th>
              <th scope="col" className="py-1 pl-4 text-right font-normal">Requests</th>
              <th scope="col" className="py-1 pl-4 text-right font-normal">In</th>
              <th scope="col" className="py-1 pl-4 text-right font-normal">Out</th>
              <th scope="col" className="py-1 pl-4 text-right font-normal">Cost</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-hairline">
            {rows.map((row) => (
              <tr key={row.key}>
                <td className="py-1">{name === 'Day' ? shortDay(row.key) : nameOf(row.key)}</td>
                <td className="py-1 pl-4 text-right">{row.requests.toLocaleString('en-GB')}</td>
                <td className="py-1 pl-4 text-right">{row.tokensIn.toLocaleString('en-GB')}</td>
                <td className="py-1 pl-4 text-right">{row.tokensOut.toLocaleString('en-GB')}</td>
                <td className="py-1 pl-4 text-right">{row.cost === null ? '–' : price(row.cost)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
