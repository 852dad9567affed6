import { queryOptions } from '@tanstack/react-query';
import { get } from '@/shared/api/client';
import type { Page, Persona, Scenario } from '@/shared/api/types';

const shippedMs = 5 * 60_000;

export const personasQuery = queryOptions({
  queryKey: ['practice', 'personas'],
  queryFn: ({ signal }) => get<Page<Persona>>('/practice/personas?limit=100', signal),
  staleTime: shippedMs,
});

export const scenariosQuery = queryOptions({
  queryKey: ['practice', 'scenarios'],
  queryFn: ({ signal }) => get<Page<Scenario>>('/practice/scenarios?limit=100', signal),
  staleTime: shippedMs,
});
