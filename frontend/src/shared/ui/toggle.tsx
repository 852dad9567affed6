import { Switch } from 'radix-ui';
import { useId, type ReactNode } from 'react';

/** A thing that is on or off, at once. */
export function Toggle({ label, text, on, onChange, disabled = false, hideLabel = false }: { label: string; text?: ReactNode; on: boolean; onChange: (on: boolean) => void; disabled?: boolean; hideLabel?: boolean }) {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-4">
      {!hideLabel && (
        <div className="min-w-0">
          <label htmlFor={id} className="font-medium">
            {label}
          </label>
          {text !== undefined && <p id={`${id}-text`} className="text-sm text-ink-muted">{text}</p>}
        </div>
      )}
      <Switch.Root
        id={id}
        aria-label={hideLabel ? label : undefined}
        aria-describedby={text !== undefined && !hideLabel ? `${id}-text` : undefined}
        checked={on}
        disabled={disabled}
        onCheckedChange={onChange}
        className="relative h-6 w-10 shrink-0 rounded-full border border-control-line bg-pressed transition-colors ease-motion disabled:opacity-50 data-[state=checked]:border-ink data-[state=checked]:bg-ink"
      >
        <Switch.Thumb className="block size-4 translate-x-1 rounded-full bg-control-line transition-transform ease-motion data-[state=checked]:translate-x-[1.2rem] data-[state=checked]:bg-canvas" />
      </Switch.Root>
    </div>
  );
}
