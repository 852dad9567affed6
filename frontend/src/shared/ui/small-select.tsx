import type { ReactNode } from 'react';
import { Icon } from './icons';

/** A choice inside a row, where a labelled field would be too much. The label is heard, not seen. */
export function SmallSelect({ label, value, onChange, disabled = false, children }: { label: string; value: string; onChange: (value: string) => void; disabled?: boolean; children: ReactNode }) {
  return (
    <span className="relative inline-block w-full">
      <select
        aria-label={label}
        value={value}
        disabled={disabled}
        onChange={(event) => { onChange(event.target.value); }}
        className="h-8 w-full appearance-none truncate rounded-sm border border-control-line bg-surface pr-7 pl-2 text-base hover:border-ink-faint disabled:opacity-50"
      >
        {children}
      </select>
      <Icon name="down" size={12} className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-ink-muted" />
    </span>
  );
}
