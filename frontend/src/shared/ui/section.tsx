import { useId, type ReactNode } from 'react';
import { classes } from '@/shared/lib/classes';

/** One matter of a settings screen: its name, a line about it, what can be done, and the thing itself. */
export function Section({ title, text, actions, children, className }: { title: string; text?: ReactNode; actions?: ReactNode; children?: ReactNode; className?: string }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes('min-w-0', className)}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 max-w-[38rem]">
          <h2 id={id} className="text-md font-semibold">
            {title}
          </h2>
          {text !== undefined && <p className="text-ink-muted">{text}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** A settings screen: sections one below the other, wide enough for a table and no wider. */
export function SettingsScreen({ children }: { children: ReactNode }) {
  return <div className="flex w-full max-w-[56rem] min-w-0 flex-col gap-9">{children}</div>;
}
