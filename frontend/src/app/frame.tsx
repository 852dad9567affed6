import { Outlet } from '@tanstack/react-router';
import { ImpersonationBanner } from '@/features/admin/impersonation-banner';
import { OfflineBanner } from './offline-banner';

/** Around every page there is. */
export function Frame() {
  return (
    <>
      <ImpersonationBanner />
      <OfflineBanner />
      <Outlet />
    </>
  );
}
