import { useQuery } from '@tanstack/react-query';
import type { Seats } from '@/shared/api/openapi';
import { peopleQuery } from '@/shared/api/people';
import { Panel } from '@/shared/ui/faces';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { Section } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { seatsQuery, useAssignSeats } from './billing-queries';

/** Who sits on the seats that are paid for. */
export function SeatsSection() {
  const seats = useQuery(seatsQuery);
  return (
    <Section title="Seats" text={seats.data && `${String(seats.data.assigned.length)} of ${String(seats.data.seats)} taken. Whoever has none can read and export.`}>
      <Loaded query={seats} what="seats" rows={3}>
        {(now) => <Choice seats={now} />}
      </Loaded>
    </Section>
  );
}

function Choice({ seats }: { seats: Seats }) {
  const people = useQuery(peopleQuery);
  const assign = useAssignSeats();
  const full = seats.assigned.length >= seats.seats;
  const change = (userId: string, on: boolean) => {
    const before = [...seats.assigned];
    assign.mutate(on ? [...before, userId] : before.filter((one) => one !== userId), {
      onSuccess: () => { toast(on ? 'The seat is given.' : 'The seat is free.', { action: { label: 'Undo', run: () => { assign.mutate(before, { onError: refused }); } } }); },
      onError: refused,
    });
  };
  return (
    <Loaded query={people} what="members" rows={3}>
      {({ items }) => (
        <Panel>
          <ul aria-label="Seats" className="divide-y divide-hairline">
            {items.map(({ userId, name, email }) => {
              const on = seats.assigned.includes(userId);
              return (
                <li key={userId}>
                  <label className="flex min-h-11 items-center gap-3 px-4 py-1.5">
                    <input type="checkbox" className="size-4 accent-ink" checked={on} disabled={assign.isPending || (full && !on)} onChange={() => { change(userId, !on); }} />
                    <span className="min-w-0 flex-1 truncate">{name}</span>
                    <span className="truncate text-sm text-ink-muted max-sm:hidden">{email}</span>
                  </label>
                </li>
              );
            })}
          </ul>
        </Panel>
      )}
    </Loaded>
  );
}
