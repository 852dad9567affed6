import { ago, exactTime } from '@/shared/lib/format';
import { useMinute } from '@/shared/lib/use-minute';

/** A moment that lies behind, as people say it; the exact time shows on hover. */
export function When({ at }: { at: string }) {
  const now = useMinute();
  return (
    <time dateTime={at} title={exactTime(at)} className="whitespace-nowrap">
      {ago(at, now)}
    </time>
  );
}
