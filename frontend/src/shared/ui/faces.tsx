import type { ReactNode } from 'react';
import { classes } from '@/shared/lib/classes';
import { Button } from './button';

/** A grey stand-in for what is on its way; it shows itself only after 200 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={classes('skeleton', className)} />;
}

/** `page` when nothing else on the screen has the heading yet. */
export function LoadingFace({ label, page = false, children }: { label: string; page?: boolean; children: ReactNode }) {
  return (
    <div role="status" aria-label={label}>
      {page && <h1 className="sr-only">{label}</h1>}
      {children}
    </div>
  );
}

export function EmptyFace({ picture, title, text, action }: { picture?: ReactNode; title: string; text: string; action?: ReactNode }) {
  return (
    <div className="mx-auto flex w-full max-w-reading flex-col items-start gap-5 rounded-lg border border-hairline bg-surface p-6 md:p-8">
      {picture}
      <div>
        <h2 className="text-lg font-semibold">{title}</h2>
        <p className="mt-1 max-w-[34rem] text-ink-muted">{text}</p>
      </div>
      {action}
    </div>
  );
}

export function ErrorFace({
  title,
  text,
  requestId,
  onRetry,
  action,
  page = false,
}: {
  page?: boolean;
  title: string;
  text: string;
  requestId?: string | undefined;
  onRetry?: (() => void) | undefined;
  action?: ReactNode;
}) {
  const Heading = page ? 'h1' : 'h2';
  return (
    <div role="alert" className="mx-auto flex w-full max-w-reading flex-col items-start gap-4 rounded-lg border border-hairline bg-surface p-6 md:p-8">
      <div>
        <Heading className="text-lg font-semibold">{title}</Heading>
        <p className="mt-1 max-w-[34rem] text-ink-muted">{text}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        {onRetry && (
          <Button icon="refresh" onClick={onRetry}>
            Try again
          </Button>
        )}
        {action}
      </div>
      {requestId !== undefined && (
        <p className="text-sm text-ink-muted">
          Request <span className="num select-all">{requestId}</span>. Quote this number when you report it.
        </p>
      )}
    </div>
  );
}

/** Said where it is true, quietly and always. */
export function SimulatedMark({ what = 'Simulated' }: { what?: string }) {
  return (
    <span className="inline-flex h-5 items-center rounded-sm border border-dashed border-control-line px-1.5 text-xs text-ink-muted">{what}</span>
  );
}

export function Panel({ children, className, label }: { children: ReactNode; className?: string; label?: string }) {
  return (
    <section aria-label={label} className={classes('rounded-lg border border-hairline bg-surface', className)}>
      {children}
    </section>
  );
}
