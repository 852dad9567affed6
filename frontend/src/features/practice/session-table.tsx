import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { SessionItem } from '@/shared/api/types';
import { dayAndTime, minutes, score as scoreText } from '@/shared/lib/format';
import { CallLine } from '@/shared/ui/call-line';
import { Avatar } from './avatar';
import { difficultyNames, isOpen, modeNames, stateNames } from './words';

type RowAction = (item: SessionItem) => ReactNode;

/** The calls one below the other, each with its line. The name is the link; the row follows it. */
export function SessionTable({ items, longestMs, label, action, binned = false }: { items: readonly SessionItem[]; longestMs: number; label: string; action?: RowAction; binned?: boolean }) {
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse text-left">
      <colgroup>
        <col />
        <col className="hidden w-48 md:table-column" />
        <col className="hidden w-40 sm:table-column" />
        <col className={binned ? 'w-28' : 'w-20 sm:w-24'} />
        {action && !binned && <col className="hidden w-12 md:table-column" />}
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">Call</th>
          <th scope="col" className="hidden md:table-cell">Shape</th>
          <th scope="col" className="hidden sm:table-cell">When</th>
          <th scope="col">{binned ? 'Restore' : 'Score'}</th>
          {action && !binned && (
            <th scope="col" className="hidden md:table-cell">
              Delete
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id} className="group relative border-b border-hairline last:border-0 hover:bg-hover" data-testid="session-row">
            <td className="py-2.5 pr-2 pl-4 sm:pr-4">
              <div className="flex min-w-0 items-center gap-3">
                <Avatar name={item.persona.name} />
                <div className="min-w-0">
                  {binned ? <p className="font-medium max-sm:line-clamp-2 sm:truncate">{item.scenario.title}</p> : <SessionLink item={item} />}
                  <p className="text-sm text-ink-muted sm:truncate">
                    {item.persona.name} · {difficultyNames[item.difficulty]} · {modeNames[item.mode]}
                    <span className="num sm:hidden"> · {dayAndTime(item.startedAt ?? item.createdAt)}</span>
                  </p>
                </div>
              </div>
            </td>
            <td className="hidden py-2.5 pr-6 md:table-cell">
              <RowLine item={item} longestMs={longestMs} />
            </td>
            <td className="num hidden py-2.5 pr-4 text-sm whitespace-nowrap text-ink-muted sm:table-cell">
              {dayAndTime(item.startedAt ?? item.createdAt)}
              <span className="block">{item.durationMs === null || item.durationMs === 0 ? '' : minutes(item.durationMs)}</span>
            </td>
            <td className="py-2.5 pr-4 text-right">{binned ? action?.(item) : <ScoreCell item={item} />}</td>
            {action && !binned && <td className="hidden py-2.5 pr-2 text-right md:table-cell">{action(item)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SessionLink({ item }: { item: SessionItem }) {
  const look = 'block font-medium rounded-sm max-sm:line-clamp-2 sm:truncate after:absolute after:inset-0';
  return isOpen(item.state) ? (
    <Link to="/practice/sessions/$id/room" params={{ id: item.id }} className={look} data-row-link>
      {item.scenario.title}
    </Link>
  ) : (
    <Link to="/practice/sessions/$id" params={{ id: item.id }} className={look} data-row-link>
      {item.scenario.title}
    </Link>
  );
}

function RowLine({ item, longestMs }: { item: SessionItem; longestMs: number }) {
  if (item.callLine.length === 0 || item.durationMs === null) return null;
  const width = Math.max(28, Math.round((item.durationMs / Math.max(1, longestMs)) * 152));
  return <CallLine size="row" width={width} label={`Shape of the call, ${minutes(item.durationMs)}`} call={{ durationMs: item.durationMs, segments: item.callLine }} />;
}

function ScoreCell({ item }: { item: SessionItem }) {
  if (item.score !== null) return <span className="num text-md font-semibold">{scoreText(item.score)}</span>;
  return <span className="text-sm text-ink-muted">{item.insufficient ? 'Too short' : stateNames[item.state]}</span>;
}

export function longest(items: readonly SessionItem[]): number {
  return items.reduce((most, item) => Math.max(most, item.durationMs ?? 0), 0);
}
