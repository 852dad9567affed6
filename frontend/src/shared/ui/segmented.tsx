import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { classes } from '@/shared/lib/classes';

/** A short choice, all options in sight. Arrow keys move; it is a radio group to those who listen. */
export function Segmented<T extends string>({
  label,
  value,
  onChange,
  options,
  className,
}: {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: ReactNode; disabled?: boolean }[];
  className?: string;
}) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        onChange(next as T);
      }}
      className={classes('inline-flex max-w-full overflow-x-auto rounded-md bg-pressed p-0.5', className)}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          disabled={option.disabled ?? false}
          className={classes(
            'flex h-8 flex-1 items-center justify-center gap-1.5 rounded-[0.4rem] px-2 sm:px-3 text-sm whitespace-nowrap text-ink-muted transition-colors ease-motion',
            'hover:text-ink disabled:opacity-45 data-[state=checked]:bg-surface data-[state=checked]:font-medium data-[state=checked]:text-ink',
          )}
        >
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
