import { useEffect } from 'react';

/** The page's title, which a screen reader says first after every change of route. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'QuotaHit' : `${title} · QuotaHit`;
  }, [title]);
}
