import { queryOptions } from '@tanstack/react-query';
import { get, patch, post, put, query } from '@/shared/api/client';
import type { ChangePreview, Coupon, Entitlements, Invoice, Plans } from '@/shared/api/house-types';
import { meQuery } from '@/shared/api/me';
import type { CouponPutting, FreeLimits, OfferChange, PlanParts, Purchase, Seats } from '@/shared/api/openapi';
import { useChange, useEdit } from '@/shared/api/use-change';

export const plansQuery = queryOptions({
  queryKey: ['billing', 'plans'],
  queryFn: ({ signal }) => get<Plans>('/billing/plans', signal),
});

export const entitlementsQuery = queryOptions({
  queryKey: ['billing', 'entitlements'],
  queryFn: ({ signal }) => get<Entitlements>('/billing/entitlements', signal),
});

export const invoicesQuery = queryOptions({
  queryKey: ['billing', 'invoices'],
  queryFn: ({ signal }) => get<{ items: Invoice[] }>('/billing/invoices', signal),
});

export const previewQuery = (modules: readonly string[], seats: number, bundle: boolean) =>
  queryOptions({
    queryKey: ['billing', 'preview', modules, seats, bundle],
    queryFn: ({ signal }) => get<ChangePreview>(`/billing/preview${query({ modules: modules.join(','), seats, bundle: bundle ? 'true' : undefined })}`, signal),
    retry: false,
    staleTime: 0,
  });

export const seatsQuery = queryOptions({
  queryKey: ['billing', 'seats'],
  queryFn: ({ signal }) => get<Seats>('/billing/seats', signal),
});

export const couponsQuery = queryOptions({
  queryKey: ['billing', 'coupons'],
  queryFn: ({ signal }) => get<{ items: Coupon[] }>('/admin/coupons', signal),
});

export const freeLimitsQuery = queryOptions({
  queryKey: ['billing', 'free-limits'],
  queryFn: ({ signal }) => get<FreeLimits>('/admin/free-limits', signal),
});

export const planPartsQuery = queryOptions({
  queryKey: ['billing', 'plan-parts'],
  queryFn: ({ signal }) => get<PlanParts>('/admin/plan-parts', signal),
});

const bought = [entitlementsQuery.queryKey, meQuery.queryKey, invoicesQuery.queryKey] as const;

export function useCheckout() {
  return useChange((order: Purchase) => post<{ url: string }>('/billing/checkout', order));
}

export function usePortal() {
  return useChange(() => post<{ url: string }>('/billing/portal'));
}

export function useChangePlan() {
  return useChange((body: Purchase) => post<unknown>('/billing/change', body), ...bought);
}

export function useTrial() {
  return useChange((module: string) => post<unknown>('/billing/trial', { module }), ...bought);
}

export function useCancel() {
  return useChange(() => post<unknown>('/billing/cancel'), ...bought);
}

export function useResume() {
  return useChange(() => post<unknown>('/billing/resume'), ...bought);
}

export function useAssignSeats() {
  return useChange((assigned: string[]) => put<unknown>('/billing/seats', { assigned }), seatsQuery.queryKey);
}

export function useSetZone() {
  return useEdit((zone: string) => put<unknown>('/billing/zone', { zone }), entitlementsQuery.queryKey);
}

/** `module` is the code of one, or "bundle". */
export function useChangePrice() {
  return useChange(({ module, ...change }: { module: string } & OfferChange) => patch<unknown>(`/admin/plans/${module}`, change), plansQuery.queryKey);
}

export function useSaveCoupon() {
  return useChange((coupon: CouponPutting) => put<unknown>('/admin/coupons', coupon), couponsQuery.queryKey);
}

export function useSetFreeLimits() {
  return useChange((limits: Record<string, number>) => put<unknown>('/admin/free-limits', { limits }), freeLimitsQuery.queryKey, plansQuery.queryKey);
}

/** Without a module the part belongs to every plan. */
export function useMovePart() {
  return useChange(({ part, module }: { part: string; module: string | null }) => put<unknown>(`/admin/plan-parts/${part}`, { module }), planPartsQuery.queryKey, plansQuery.queryKey);
}
