import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { AuditEntry, AuditVerdict } from '@/shared/api/house-types';
import { download, query } from '@/shared/api/client';
import { useMay } from '@/shared/api/me';
import { peopleQuery } from '@/shared/api/people';
import { dayAndTime } from '@/shared/lib/format';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { LoadingFace, Panel, Skeleton } from '@/shared/ui/faces';
import { SelectField, TextField } from '@/shared/ui/field';
import { Icon } from '@/shared/ui/icons';
import { RefusedFace } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { asInstants, auditQuery, useVerify, type AuditFilter } from './admin-queries';
import { changesOf } from './audit-changes';
import { actionInWords, subjectInWords } from './audit-words';

export function AuditScreen() {
  return <Browser path="/audit" at="/settings/audit" title="Audit log" text="Who did what here, and from where. Nothing in it can be changed without being noticed." />;
}

export function PlatformAuditScreen() {
  return <Browser path="/admin/audit" at="/admin/audit" title="Platform audit" text="What administrators did, with their reasons." />;
}

function Browser({ path, at, title, text }: { path: string; at: '/settings/audit' | '/admin/audit'; title: string; text: string }) {
  useTitle(title);
  const navigate = useNavigate();
  const { action, actor, subject, from, to } = useSearch({ strict: false });
  const filter: AuditFilter = { action, actor, subject, from, to };
  const entries = useInfiniteQuery(auditQuery(path, filter));
  const verify = useVerify(path);
  const [saving, setSaving] = useState(false);
  const items = entries.data?.pages.flatMap((page) => page.items) ?? [];
  const names = useNames(items);
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const set = (change: AuditFilter) => void navigate({ to: at, search: { ...filter, ...change }, replace: true });
  const keep = (format: 'csv' | 'json') => {
    setSaving(true);
    download(`${path}/export${query({ ...asInstants(filter), format })}`, `audit.${format}`)
      .catch(refused)
      .finally(() => { setSaving(false); });
  };
  return (
    <SettingsScreen>
      <ScreenHead
        title={title}
        text={text}
        actions={
          <>
            <Button icon="download" busy={saving} onClick={() => { keep('csv'); }}>
              CSV
            </Button>
            <Button icon="download" busy={saving} onClick={() => { keep('json'); }}>
              JSON
            </Button>
            <Button icon="shield" busy={verify.isPending} onClick={() => { verify.mutate(undefined, { onError: refused }); }}>
              Verify
            </Button>
          </>
        }
      />
      {verify.data && <Verdict verdict={verify.data} />}
      <div role="search" className="grid grid-cols-1 gap-3 min-[22rem]:grid-cols-2 sm:grid-cols-4">
        <SelectField label="What" value={action ?? ''} onChange={(event) => { set({ action: event.target.value || undefined }); }}>
          <option value="">Anything</option>
          {areas.map(([prefix, name]) => (
            <option key={prefix} value={prefix}>
              {name}
            </option>
          ))}
          {action !== undefined && !areas.some(([prefix]) => prefix === action) && <option value={action}>{actionInWords(action)}</option>}
        </SelectField>
        <SelectField label="By" value={actor ?? ''} onChange={(event) => { set({ actor: event.target.value || undefined }); }}>
          <option value="">Anybody</option>
          {[...names].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {actor !== undefined && !names.has(actor) && <option value={actor}>Somebody who left</option>}
        </SelectField>
        <TextField label="From" type="date" defaultValue={from} onChange={(event) => { set({ from: event.target.value || undefined }); }} />
        <TextField label="To" type="date" defaultValue={to} onChange={(event) => { set({ to: event.target.value || undefined }); }} />
      </div>
      {subject !== undefined && (
        <p className="flex items-center gap-2">
          <span>Only about {subjectInWords(subject, names)}</span>
          <Button size="small" icon="close" onClick={() => { set({ subject: undefined }); }}>
            Show all
          </Button>
        </p>
      )}
      {entries.isPending && (
        <LoadingFace label="Loading the audit log">
          <Skeleton className="h-64 w-full" />
        </LoadingFace>
      )}
      {entries.isError && entries.data === undefined && <RefusedFace problem={entries.error} what="the audit log" onRetry={() => void entries.refetch()} />}
      {entries.data && items.length === 0 && <p className="rounded-lg border border-hairline bg-surface px-4 py-6 text-ink-muted">{filtered ? 'Nothing fits these filters.' : 'Nothing has happened yet.'}</p>}
      {items.length > 0 && (
        <Panel>
          <ul aria-label="Audit log" className="divide-y divide-hairline">
            {items.map((entry) => (
              <Entry key={entry.seq} entry={entry} names={names} onOnly={set} />
            ))}
          </ul>
        </Panel>
      )}
      {entries.hasNextPage && (
        <Button className="self-start" busy={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          Earlier
        </Button>
      )}
    </SettingsScreen>
  );
}

/** Who an id is: the members, and whoever acted in what is shown. */
function useNames(items: readonly AuditEntry[]): ReadonlyMap<string, string> {
  const people = useQuery({ ...peopleQuery, enabled: useMay()('members.read') }).data?.items ?? [];
  const actors = items.flatMap(({ actor, onBehalfOf }) => [actor, ...(onBehalfOf === null ? [] : [onBehalfOf])]);
  return new Map([...people.map(({ userId, name }) => [userId, name] as const), ...actors.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const]))]);
}

function Verdict({ verdict }: { verdict: AuditVerdict }) {
  return (
    <p role="status" className={verdict.ok ? 'flex items-start gap-2 rounded-md bg-good-wash px-4 py-3 text-good' : 'flex items-start gap-2 rounded-md bg-danger-wash px-4 py-3 text-danger'}>
      <Icon name={verdict.ok ? 'check' : 'alert'} className="mt-0.5" />
      <span className="num">
        {verdict.ok
          ? `Unbroken: all ${String(verdict.checked)} entries are as they were written.`
          : `Broken at entry ${String(verdict.brokenAt ?? 0)}${verdict.reason == null ? '' : ` (${verdict.reason})`}. ${String(verdict.checked)} entries before it are intact. Keep a copy of the database and tell your administrator.`}
      </span>
    </p>
  );
}

/** Beginnings of actions, in words; an action of its own can be chosen from an entry. */
const areas: readonly [string, string][] = [
  ['workspace.', 'People and workspace'],
  ['invitation.', 'Invitations'],
  ['key.', 'Keys'],
  ['models.', 'Models'],
  ['budget.', 'Budgets'],
  ['billing.', 'Plan and payment'],
  ['impersonation.', 'Impersonation'],
  ['api-key.', 'API keys'],
  ['practice.', 'Practice'],
];

const actorKinds: Record<string, string> = { system: 'QuotaHit', anonymous: 'A visitor', support: 'Support' };

/** One fact in a line; its before and after behind a press. */
function Entry({ entry, names, onOnly }: { entry: AuditEntry; names: ReadonlyMap<string, string>; onOnly: (filter: AuditFilter) => void }) {
  const changes = changesOf(entry.before, entry.after);
  const name = entry.actor.name ?? names.get(entry.actor.id) ?? actorKinds[entry.actor.kind] ?? 'Somebody who left';
  return (
    <li>
      <details className="group">
        <summary className="grid list-none grid-cols-[1fr_auto] gap-x-4 px-4 py-2.5 hover:bg-hover sm:grid-cols-[1fr_11rem_8rem] [&::-webkit-details-marker]:hidden">
          <span className="min-w-0">
            <span className="flex items-center gap-1.5 font-medium">
              <Icon name="right" size={12} className="text-ink-muted transition-transform ease-motion group-open:rotate-90" />
              {actionInWords(entry.action)}
            </span>
            <span className="num block truncate pl-4.5 text-sm text-ink-muted">{subjectInWords(entry.subject, names)}</span>
          </span>
          <span className="min-w-0 truncate max-sm:order-last max-sm:col-span-2 max-sm:pl-4.5 max-sm:text-sm">
            {name}
            {entry.onBehalfOf !== null && <span className="block truncate text-sm text-ink-muted">as {entry.onBehalfOf.name ?? names.get(entry.onBehalfOf.id) ?? 'somebody who left'}</span>}
          </span>
          <span className="num text-right text-sm text-ink-muted">{dayAndTime(entry.at)}</span>
        </summary>
        {/* What is behind the press is shown as it was written, codes and all. */}
        <div data-verbatim className="flex flex-col gap-3 px-4 pb-4 pl-8.5">
          {changes.length > 0 && (
            <div tabIndex={0} role="region" aria-label="What changed, scrolls sideways" className="overflow-x-auto">
              <table className="num w-full text-left text-sm">
                <thead className="text-ink-muted">
                  <tr>
                    <th scope="col" className="py-1 pr-4 font-normal">Field</th>
                    <th scope="col" className="py-1 pr-4 font-normal">Before</th>
                    <th scope="col" className="py-1 font-normal">After</th>
                  </tr>
                </thead>
                <tbody className="divide-y divide-hairline">
                  {changes.map(({ field, before, after }) => (
                    <tr key={field}>
                      <th scope="row" className="py-1 pr-4 font-normal text-ink-muted">{field}</th>
                      <td className="py-1 pr-4 break-words">{before ?? <span className="text-ink-muted">nothing</span>}</td>
                      <td className="py-1 break-words">{after ?? <span className="text-ink-muted">nothing</span>}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <div className="num grid gap-x-6 gap-y-1 text-sm text-ink-muted sm:grid-cols-2">
            <div>Entry {entry.seq}</div>
            <div className="break-all">From {entry.from}</div>
            <div className="break-all">Request {entry.requestId}</div>
            <div className="truncate" title={entry.hash}>Hash {entry.hash.slice(0, 16)}</div>
            <div className="break-all select-all">{entry.action}</div>
            <div className="break-all select-all">{entry.subject}</div>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button size="small" onClick={() => { onOnly({ subject: entry.subject }); }}>
              Only about this
            </Button>
            <Button size="small" onClick={() => { onOnly({ action: entry.action }); }}>
              Only this action
            </Button>
          </div>
        </div>
      </details>
    </li>
  );
}
