import { Link } from '@tanstack/react-router';
import type { Problem } from '@/shared/api/problem';
import { useMay } from '@/shared/api/me';
import { moduleName, modules } from '@/shared/lib/modules';
import { buttonClass } from './button';
import { Icon } from './icons';

/** What stands where a module would be that the workspace does not have: what it is and who can get it. Data made earlier stays readable. */
export function LockedFace({ problem }: { problem: Problem }) {
  return <LockedModule module={problem.field('module') ?? ''} />;
}

export function LockedModule({ module }: { module: string }) {
  const may = useMay();
  const known = modules[module];
  return (
    <section aria-label="Locked" className="mx-auto flex w-full max-w-reading flex-col items-start gap-5 rounded-lg border border-hairline bg-surface p-6 md:p-8">
      <span className="flex size-9 items-center justify-center rounded-md border border-hairline-strong text-ink-muted">
        <Icon name="lock" />
      </span>
      <div>
        <h2 className="text-lg font-semibold">{module === '' ? 'This module is not part of your plan' : `${moduleName(module)} is not part of your plan`}</h2>
        {known && <p className="mt-1 max-w-[34rem] text-ink-soft">{known.text}</p>}
        <p className="mt-2 max-w-[34rem] text-ink-muted">
          {may('billing.manage') ? 'You can add it now; it opens within a second of the payment.' : 'An owner of your workspace can add it. '}
          What was made with it stays readable and can be exported.
        </p>
      </div>
      {may('billing.manage') ? (
        <Link to="/settings/billing" search={module === '' ? {} : { add: module }} className={buttonClass('next')}>
          See what it costs
        </Link>
      ) : (
        <Link to="/pricing" className={buttonClass('plain')}>
          See plans
        </Link>
      )}
    </section>
  );
}
