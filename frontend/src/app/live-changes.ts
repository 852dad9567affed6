import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { noticesKey } from '@/features/notifications/notice-queries';
import { listenToChanges } from '@/shared/api/events';

/** Server events only say what is stale; the queries fetch what they show. */
export function useLiveChanges(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      listenToChanges(['practice.session-changed', 'notifications.changed', 'models.key-changed', 'models.budget-nearly-spent'], (type, data) => {
        if (type.startsWith('models.')) {
          void client.invalidateQueries({ queryKey: ['models'] });
          return;
        }
        if (type === 'notifications.changed') {
          void client.invalidateQueries({ queryKey: noticesKey });
          return;
        }
        const id = typeof data === 'object' && data !== null && 'id' in data ? data.id : undefined;
        void client.invalidateQueries({ queryKey: ['practice', 'session', id] });
        void client.invalidateQueries({ queryKey: ['practice', 'sessions'] });
        void client.invalidateQueries({ queryKey: ['practice', 'session-pages'] });
        void client.invalidateQueries({ queryKey: ['practice', 'trends'] });
      }),
    [client],
  );
}
