import { queryOptions, useQuery } from '@tanstack/react-query';
import { get, post, put } from '@/shared/api/client';
import type { AdministrationConsent, AdministrationImpersonationTerms } from '@/shared/api/openapi';
import { useChange } from '@/shared/api/use-change';
import { dayAndTime } from '@/shared/lib/format';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/faces';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { Section } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { Toggle } from '@/shared/ui/toggle';

const termsQuery = queryOptions({
  queryKey: ['workspace', 'impersonation-terms'],
  queryFn: ({ signal }) => get<AdministrationImpersonationTerms>('/workspace/impersonation-terms', signal),
});

const requestsQuery = queryOptions({
  queryKey: ['workspace', 'impersonation-requests'],
  queryFn: ({ signal }) => get<{ items: AdministrationConsent[] }>('/workspace/impersonation-requests', signal),
});

/** Whether an administrator of the installation may look in unasked, and who is asking. For owners. */
export function LookInSection() {
  const terms = useQuery(termsQuery);
  const requests = useQuery(requestsQuery);
  const set = useChange((consentRequired: boolean) => put<unknown>('/workspace/impersonation-terms', { consentRequired }), termsQuery.queryKey);
  const decide = useChange(({ id, granted }: { id: string; granted: boolean }) => post<unknown>(`/workspace/impersonation-requests/${id}`, { granted }), requestsQuery.queryKey);
  const open = requests.data?.items.filter(({ state }) => state === 'asked') ?? [];
  const answer = (id: string, granted: boolean) => { decide.mutate({ id, granted }, { onSuccess: () => { toast(granted ? 'They may look in now.' : 'They may not look in.'); }, onError: refused }); };
  return (
    <Section title="Support" text="An administrator of this installation can see what a member sees, with a reason and for an hour at most. It is always in your audit log.">
      <Loaded query={terms} what="these terms" rows={1}>
        {({ consentRequired }) => (
          <Panel className="divide-y divide-hairline">
            <div className="px-4 py-3">
              <Toggle label="Ask me first" text="Nobody looks in before an owner agrees." on={consentRequired} disabled={set.isPending} onChange={(on) => { set.mutate(on, { onSuccess: () => { toast('Saved.'); }, onError: refused }); }} />
            </div>
            {open.map((request) => (
              <div key={request.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
                <div className="min-w-0 flex-1 basis-60">
                  <p className="font-medium">
                    {request.admin.name} asks to see what {request.user.name} sees
                  </p>
                  <p className="text-sm text-ink-muted">
                    “{request.reason}” · until {dayAndTime(request.until)}
                  </p>
                </div>
                <div className="flex gap-2">
                  <Button size="small" disabled={decide.isPending} onClick={() => { answer(request.id, false); }}>
                    Refuse
                  </Button>
                  <Button size="small" disabled={decide.isPending} onClick={() => { answer(request.id, true); }}>
                    Let them look
                  </Button>
                </div>
              </div>
            ))}
          </Panel>
        )}
      </Loaded>
    </Section>
  );
}
