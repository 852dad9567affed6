import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '@/shared/api/problem';
import { sentence } from '@/shared/api/sentences';
import { ErrorFace, LoadingFace, Skeleton } from './faces';
import { LockedFace } from './locked-face';

/** A query with all its faces: on its way, refused, locked, broken, there. `what` is a plural: "members". */
export function Loaded<T>({
  query,
  what,
  rows = 4,
  row = 'h-12',
  children,
}: {
  query: UseQueryResult<T, Problem>;
  what: string;
  rows?: number;
  row?: string;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.fetchStatus === 'paused') return <ErrorFace title="You are offline" text={`${what.charAt(0).toUpperCase()}${what.slice(1)} will be here as soon as there is a line.`} />;
  if (query.isError) return <RefusedFace problem={query.error} what={what} onRetry={() => void query.refetch()} />;
  return (
    <LoadingFace label={`Loading ${what}`}>
      <div className="flex flex-col gap-px overflow-hidden rounded-lg border border-hairline bg-surface">
        {Array.from({ length: rows }, (_, index) => (
          <div key={index} className={`flex items-center gap-4 px-4 ${row}`}>
            <Skeleton className="h-3.5 w-1/3" />
            <Skeleton className="ml-auto h-3.5 w-1/5" />
          </div>
        ))}
      </div>
    </LoadingFace>
  );
}

export function RefusedFace({ problem, what, onRetry }: { problem: Problem; what: string; onRetry: () => void }) {
  if (problem.status === 402) return <LockedFace problem={problem} />;
  if (problem.status === 403) {
    return <ErrorFace title={`Your role does not open ${what}`} text={problem.code === 'impersonation.refused' ? sentence(problem) : 'An owner or admin of your workspace can change your role under Members.'} />;
  }
  if (problem.status === 404) return <ErrorFace title="There is nothing here" text={sentence(problem)} />;
  return <ErrorFace title={`${what.charAt(0).toUpperCase()}${what.slice(1)} could not be loaded`} text={sentence(problem)} requestId={problem.requestId} onRetry={onRetry} />;
}
