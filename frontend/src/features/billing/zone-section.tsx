import type { FormEvent } from 'react';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/faces';
import { refused } from '@/shared/ui/refused';
import { Section } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { ZoneField } from '@/shared/ui/zone-field';
import { useSetZone } from './billing-queries';

/** Where the first of the month begins for this workspace: free allowances start again then. */
export function ZoneSection({ zone }: { zone: string }) {
  const set = useSetZone();
  const change = (next: string, before?: string) => {
    set.mutate(next, {
      onSuccess: () => { toast(`Months begin at midnight in ${next.replaceAll('_', ' ')}.`, before === undefined ? {} : { action: { label: 'Undo', run: () => { change(before); } } }); },
      onError: (problem) => { if (problem.field('zone') === undefined) refused(problem); },
    });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const next = String(new FormData(event.currentTarget).get('zone') ?? '');
    if (next !== zone) change(next, zone);
  };
  return (
    <Section title="When a month begins" text="Free allowances start again on the first, at midnight in this time zone.">
      <Panel className="p-4">
        <form key={zone} onSubmit={submit} className="flex flex-wrap items-end gap-3">
          <ZoneField zone={zone} problem={set.error?.field('zone')} className="min-w-0 flex-1 basis-56 sm:max-w-80" />
          <Button type="submit" busy={set.isPending}>
            Save time zone
          </Button>
        </form>
      </Panel>
    </Section>
  );
}
