import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, patch, post, put, query, remove } from '@/shared/api/client';
import { everyPage } from '@/shared/api/every-page';
import type { Budget, BudgetScope, Chain, InstallationKeys, KeyHolder, Levels, ModelRow, UsageGroup, UsageRow, UserKey } from '@/shared/api/house-types';
import type { ModelEndpointsEditModel } from '@/shared/api/openapi';
import { useChange, useEdit } from '@/shared/api/use-change';

export const keysQuery = queryOptions({
  queryKey: ['models', 'keys'],
  queryFn: ({ signal }) => get<{ items: UserKey[] }>('/user-keys', signal),
});

export const installationKeysQuery = queryOptions({
  queryKey: ['models', 'installation-keys'],
  queryFn: ({ signal }) => get<InstallationKeys>('/admin/keys', signal),
});

export const levelsQuery = queryOptions({
  queryKey: ['models', 'levels'],
  queryFn: ({ signal }) => get<Levels>('/models/levels', signal),
});

export const modelsQuery = queryOptions({
  queryKey: ['models', 'catalogue'],
  queryFn: ({ signal }) => everyPage<ModelRow>('/models', {}, signal),
});

export const routingQuery = queryOptions({
  queryKey: ['models', 'routing'],
  queryFn: ({ signal }) => get<{ features: Chain[] }>('/models/routing', signal),
});

export const budgetsQuery = queryOptions({
  queryKey: ['models', 'budgets'],
  queryFn: ({ signal }) => get<{ items: Budget[] }>('/budgets', signal),
});

export const usageQuery = (group: UsageGroup, from: string, to: string) =>
  queryOptions({
    queryKey: ['models', 'usage', group, from, to],
    queryFn: ({ signal }) => get<{ items: UsageRow[] }>(`/usage${query({ from: `${from}T00:00:00.000Z`, to: `${to}T23:59:59.999Z`, group, limit: 100 })}`, signal),
    placeholderData: keepPreviousData,
  });

export type NewKey = { provider: string; key: string; label?: string; owner: KeyHolder; baseUrl?: string; saveUnverified?: boolean };

const keyLists = [keysQuery.queryKey, installationKeysQuery.queryKey, modelsQuery.queryKey];

/** Where a key is kept: the installation's have an address of their own, all others say whose they are. */
export function keyPath(provider: string, owner: KeyHolder, rest = ''): string {
  return owner === 'platform' ? `/admin/keys/${provider}${rest}` : `/user-keys/${provider}${rest}${query({ owner })}`;
}

export function useSaveKey() {
  return useChange(
    ({ provider, owner, ...body }: NewKey) => (owner === 'platform' ? put<UserKey>(`/admin/keys/${provider}`, body) : put<UserKey>(`/user-keys/${provider}`, { owner, ...body })),
    ...keyLists,
  );
}

export function useCheckKey() {
  return useChange(({ provider, owner }: { provider: string; owner: KeyHolder }) => post<UserKey>(keyPath(provider, owner, '/check')), ...keyLists);
}

export function useRemoveKey() {
  return useChange(({ provider, owner }: { provider: string; owner: KeyHolder }) => remove(keyPath(provider, owner)), ...keyLists);
}

export function useSetLevels() {
  return useChange((levels: Levels) => put<Levels>('/models/levels', levels), levelsQuery.queryKey, modelsQuery.queryKey);
}

export function useSetRouting() {
  return useEdit((features: Chain[]) => put<{ features: Chain[] }>('/models/routing', { features }), routingQuery.queryKey);
}

export function useSetBudget() {
  return useEdit((budget: { scope: BudgetScope; id: string; monthMinor: number; currency: string; softPercent: number }) => put<unknown>('/budgets', budget), budgetsQuery.queryKey);
}

export function useRemoveBudget() {
  return useChange(({ scope, id }: { scope: BudgetScope; id: string }) => remove(`/budgets${query({ scope, id })}`), budgetsQuery.queryKey);
}

export function useChangeModel() {
  return useChange(({ id, ...change }: { id: string } & ModelEndpointsEditModel) => {
    const [provider = '', ...name] = id.split('/');
    return patch<unknown>(`/admin/models/${provider}/${encodeURIComponent(name.join('/'))}`, change);
  }, modelsQuery.queryKey);
}
