import { useEffect, useRef, useState } from 'react';
import type { MicrophoneTrouble } from '@/shared/live/audio-port';
import { checkMicrophone, type MicrophoneCheck } from '@/shared/live/microphone-check';
import { Button } from '@/shared/ui/button';
import { Icon } from '@/shared/ui/icons';
import { LevelMeter } from '@/shared/ui/live-call-line';

type Stage = { at: 'idle' } | { at: 'asking' } | { at: 'open'; check: MicrophoneCheck } | { at: 'trouble'; trouble: MicrophoneTrouble };

/** Try the microphone before the call: a level that moves, or what exactly to do about it. */
export function MicrophoneCheckPanel({ onText }: { onText: () => void }) {
  const [stage, setStage] = useState<Stage>({ at: 'idle' });
  const open = useRef<MicrophoneCheck | null>(null);
  useEffect(
    () => () => {
      open.current?.stop();
    },
    [],
  );
  const ask = async () => {
    setStage({ at: 'asking' });
    const answer = await checkMicrophone();
    if (typeof answer === 'string') setStage({ at: 'trouble', trouble: answer });
    else {
      open.current?.stop();
      open.current = answer;
      setStage({ at: 'open', check: answer });
    }
  };
  if (stage.at === 'trouble') return <MicrophoneHelp trouble={stage.trouble} onRetry={() => void ask()} onText={onText} />;
  if (stage.at === 'open') {
    return (
      <div className="flex flex-col gap-2" role="status">
        <p className="flex items-center gap-2 text-sm">
          <Icon name="mic" size={14} />
          <span className="min-w-0 flex-1 truncate">{stage.check.deviceLabel === '' ? 'Microphone is on' : stage.check.deviceLabel}</span>
          <span className="text-ink-muted">Say something</span>
        </p>
        <LevelMeter level={stage.check.level} label="Microphone level" />
      </div>
    );
  }
  return (
    <Button icon="mic" busy={stage.at === 'asking'} onClick={() => void ask()}>
      Check microphone
    </Button>
  );
}

const help: Record<MicrophoneTrouble, { title: string; steps: string[] }> = {
  denied: {
    title: 'The browser blocks the microphone',
    steps: ['Open the icon left of the address.', 'Set Microphone to Allow.', 'Come back and try again.'],
  },
  missing: { title: 'No microphone was found', steps: ['Plug one in or switch the headset on.', 'Check that the system lists it as an input.', 'Try again.'] },
  busy: { title: 'Another program holds the microphone', steps: ['Close other calls and recorders.', 'Try again.'] },
  unsupported: { title: 'This page cannot use a microphone', steps: ['Open it over https or on localhost.', 'Use a current Chrome, Edge, Firefox or Safari.'] },
};

export function MicrophoneHelp({ trouble, onRetry, onText }: { trouble: MicrophoneTrouble; onRetry: () => void; onText: () => void }) {
  const { title, steps } = help[trouble];
  return (
    <div role="alert" className="rounded-md bg-warn-wash p-4">
      <p className="flex items-center gap-2 font-medium">
        <Icon name="micOff" />
        {title}
      </p>
      <ol className="mt-2 list-decimal pl-5 text-ink-soft">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="small" icon="refresh" onClick={onRetry}>
          Try again
        </Button>
        <Button size="small" tone="quiet" icon="text" onClick={onText}>
          Practise in text
        </Button>
      </div>
    </div>
  );
}
