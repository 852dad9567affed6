import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sentence } from '@/shared/api/sentences';
import type { NewSession, Persona, Scenario } from '@/shared/api/types';
import { minutes } from '@/shared/lib/format';
import { Button } from '@/shared/ui/button';
import { Panel, SimulatedMark } from '@/shared/ui/faces';
import { installationQuery } from './installation-query';
import { Avatar } from './avatar';
import { MicrophoneCheckPanel } from './microphone-check-panel';
import { useOpenSession } from './open-session';
import { difficultyNames, firstName, focusNames } from './words';

/** What will happen when the button is pressed, on one sheet. It stays in sight while the choices are made. */
export function CallSheet({ persona, scenario, order, onText }: { persona: Persona; scenario: Scenario; order: NewSession; onText: () => void }) {
  const open = useOpenSession();
  const navigate = useNavigate();
  const installation = useQuery(installationQuery);
  const sources = order.contextIds?.length ?? 0;
  const spoken = order.mode !== 'text';
  const noScript = order.mode === 'script' && order.script?.trim() === '';
  const start = () => {
    open.mutate(order, { onSuccess: ({ id }) => void navigate({ to: '/practice/sessions/$id/room', params: { id } }) });
  };
  const full = open.error?.code === 'practice.no-voice-capacity';
  return (
    <Panel className="flex flex-col gap-5 p-6 lg:sticky lg:top-6" label="Call sheet">
      <div className="flex items-center gap-3">
        <Avatar name={persona.name} size="large" />
        <div className="min-w-0">
          <p className="truncate text-lg font-semibold">{persona.name}</p>
          <p className="text-sm text-ink-muted">
            {persona.role}, {persona.company}
          </p>
        </div>
      </div>
      <div>
        <h2 className="text-sm text-ink-muted">Your brief</h2>
        <p className="mt-1">{scenario.learnerBrief}</p>
      </div>
      <p className="num text-sm text-ink-muted">
        {difficultyNames[order.difficulty]} · {focusNames[order.focus]} · up to {minutes(scenario.timeLimitS * 1000)}
        {sources > 0 && ` · ${sources === 1 ? '1 source' : `${String(sources)} sources`}`}
      </p>
      {spoken && <MicrophoneCheckPanel onText={onText} />}
      {open.error && (
        <div role="alert" className="rounded-md bg-danger-wash px-3 py-2">
          <p>{sentence(open.error)}</p>
          {full && (
            <button type="button" className="mt-1 rounded-sm font-medium underline underline-offset-4" onClick={onText}>
              Switch to text
            </button>
          )}
        </div>
      )}
      {/* On a phone the one thing to do next stays above the tabs. */}
      <div data-bottom-bar="lobby" className="max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-10 max-lg:border-t max-lg:border-hairline max-lg:bg-canvas max-lg:p-3 max-md:bottom-14">
        <Button tone="next" size="large" className="w-full" busy={open.isPending} disabled={noScript} onClick={start} aria-describedby={noScript ? 'no-script' : undefined}>
          {spoken ? `Call ${firstName(persona.name)}` : `Write to ${firstName(persona.name)}`}
        </Button>
      </div>
      {noScript && (
        <p id="no-script" className="-mt-3 text-sm text-ink-muted">
          Write your script first, one point per line.
        </p>
      )}
      {installation.data?.sandbox === true && (
        <p className="flex items-start gap-2 text-sm text-ink-muted">
          <SimulatedMark />
          <span>No model key is set, so the buyer follows rules.</span>
        </p>
      )}
    </Panel>
  );
}
