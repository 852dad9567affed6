import type { ReactNode } from 'react';
import type { Difficulty, Focus, Mode } from '@/shared/api/types';
import { Icon } from '@/shared/ui/icons';
import { Segmented } from '@/shared/ui/segmented';
import { difficultyNames, difficultyParameters, focusNames, modeNames, modeTexts } from './words';

function Line({ name, children, text }: { name: string; children: ReactNode; text: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-2 md:grid-cols-[6rem_1fr]">
      <p className="text-sm font-medium text-ink-soft md:pt-2">{name}</p>
      <div className="min-w-0">
        {children}
        <div className="mt-2 text-sm text-ink-muted">{text}</div>
      </div>
    </div>
  );
}

export function ModePicker({ value, onChange }: { value: Mode; onChange: (mode: Mode) => void }) {
  return (
    <Line name="Mode" text={modeTexts[value]}>
      <Segmented<Mode>
        label="Mode"
        value={value}
        onChange={onChange}
        options={[
          { value: 'voice', label: <><Icon name="mic" size={14} /> {modeNames.voice}</> },
          { value: 'text', label: <><Icon name="text" size={14} /> {modeNames.text}</> },
          { value: 'script', label: <><Icon name="script" size={14} /> {modeNames.script}</> },
        ]}
      />
    </Line>
  );
}

export function DifficultyPicker({ value, onChange }: { value: Difficulty; onChange: (difficulty: Difficulty) => void }) {
  const shown = difficultyParameters[value];
  return (
    <Line
      name="Difficulty"
      text={
        <>
          <p>{shown.text}</p>
          <dl className="num mt-2 flex flex-wrap gap-x-8 gap-y-1">
            <Parameter name="Objections" value={String(shown.objections)} />
            <Parameter name="Interrupts you" value={shown.interrupts} />
            <Parameter name="Questions per hidden fact" value={String(shown.questions)} />
          </dl>
        </>
      }
    >
      <Segmented<Difficulty>
        label="Difficulty"
        value={value}
        onChange={onChange}
        options={(['easy', 'medium', 'hard', 'expert'] as const).map((name) => ({ value: name, label: difficultyNames[name] }))}
      />
    </Line>
  );
}

function Parameter({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex items-baseline gap-2">
      <dt>{name}</dt>
      <dd className="text-base font-medium text-ink">{value}</dd>
    </div>
  );
}

export function FocusPicker({ value, options, onChange }: { value: Focus; options: readonly Focus[]; onChange: (focus: Focus) => void }) {
  if (options.length < 2) return null;
  return (
    <Line name="Focus" text="The scorecard weighs this part of the call most.">
      <Segmented<Focus> label="Focus" value={value} onChange={onChange} options={options.map((name) => ({ value: name, label: focusNames[name] }))} />
    </Line>
  );
}
