import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { Problem } from '@/shared/api/problem';
import { sentence } from '@/shared/api/sentences';
import { useTitle } from '@/shared/lib/use-title';
import { buttonClass } from '@/shared/ui/button';
import { ErrorFace } from '@/shared/ui/faces';
import { Wordmark } from '@/shared/ui/wordmark';

export function NotFoundScreen() {
  useTitle('Not found');
  return (
    <main className="flex min-h-dvh flex-col items-start justify-center gap-5 px-6 sm:px-16">
      <Wordmark />
      <DeadLine />
      <div>
        <h1 className="text-xl font-semibold">There is no page at this address</h1>
        <p className="mt-1 text-ink-muted">It may have moved, or the link was cut short.</p>
      </div>
      <Link to="/home" className={buttonClass('next')}>
        Go to home
      </Link>
    </main>
  );
}

/** A line on which nobody speaks. */
function DeadLine() {
  return <div aria-hidden="true" className="h-px w-full max-w-reading bg-silence" />;
}

export function RouteErrorScreen({ error, reset }: ErrorComponentProps) {
  useTitle('Something broke');
  const router = useRouter();
  const problem = error instanceof Problem ? error : undefined;
  return (
    <main className="flex min-h-[70dvh] flex-col justify-center p-6">
      <ErrorFace
        page
        title={problem?.status === 0 ? 'The server does not answer' : 'This screen broke'}
        text={problem ? sentence(problem) : 'The page has a fault. Load it again; if it breaks twice, report what you did.'}
        requestId={problem?.requestId}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </main>
  );
}
