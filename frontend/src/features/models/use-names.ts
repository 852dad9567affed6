import { useQuery } from '@tanstack/react-query';
import type { UsageGroup } from '@/shared/api/house-types';
import { useMay } from '@/shared/api/me';
import { peopleQuery } from '@/shared/api/people';
import { moduleName } from '@/shared/lib/modules';
import { providerName } from '@/shared/lib/provider-names';
import { keysQuery, modelsQuery } from './models-queries';

/** What the ids of a usage report are called. What is not known any more keeps its id. */
export function useNames(group: UsageGroup): (key: string) => string {
  const may = useMay();
  const models = useQuery({ ...modelsQuery, enabled: group === 'model' }).data?.items;
  const keys = useQuery({ ...keysQuery, enabled: group === 'key' }).data?.items;
  const people = useQuery({ ...peopleQuery, enabled: group === 'user' && may('members.read') }).data?.items;
  return (key) => {
    switch (group) {
      case 'model':
        return models?.find(({ id }) => id === key)?.display ?? key;
      case 'user':
        return people?.find(({ userId }) => userId === key)?.name ?? key;
      case 'module':
        return moduleName(key);
      case 'key': {
        const found = keys?.find(({ id }) => id === key);
        return found ? `${providerName(found.provider)} ••••${found.last4}` : key;
      }
      case 'day':
        return key;
    }
  };
}
