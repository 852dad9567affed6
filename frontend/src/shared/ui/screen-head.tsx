import type { ReactNode } from 'react';

/** The one heading of a screen, what it is about, and what can be done here. */
export function ScreenHead({ title, text, actions, before }: { title: ReactNode; text?: ReactNode; actions?: ReactNode; before?: ReactNode }) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-72">
        {before}
        <h1 className="text-xl font-semibold">{title}</h1>
        {text !== undefined && text !== '' && <p className="mt-0.5 max-w-[38rem] text-ink-muted">{text}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
