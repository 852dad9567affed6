import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useParams } from '@tanstack/react-router';
import { sentence } from '@/shared/api/sentences';
import { useTitle } from '@/shared/lib/use-title';
import { buttonClass } from '@/shared/ui/button';
import { ErrorFace, LoadingFace, Skeleton } from '@/shared/ui/faces';
import { sessionQuery } from './session-queries';
import { TextRoom } from './text-room';
import { VoiceRoom } from './voice-room';
import { isOpen } from './words';

export function RoomScreen() {
  const { id } = useParams({ from: '/practice/sessions/$id/room' });
  const session = useQuery({ ...sessionQuery(id), refetchOnWindowFocus: false, staleTime: 0 });
  useTitle(session.data ? `Call with ${session.data.persona.name}` : 'Call');
  if (session.isPending) {
    return (
      <main className="flex min-h-dvh flex-col justify-center p-8">
        <LoadingFace page label="Opening the call">
          <Skeleton className="mx-auto h-40 w-full max-w-reading" />
        </LoadingFace>
      </main>
    );
  }
  if (session.isError) {
    return (
      <main className="flex min-h-dvh flex-col justify-center p-6">
        <ErrorFace
          page
          title={session.error.status === 404 ? 'There is no such call' : 'The call could not be opened'}
          text={sentence(session.error)}
          requestId={session.error.requestId}
          onRetry={() => void session.refetch()}
          action={
            <Link to="/practice" className={buttonClass()}>
              Back to practice
            </Link>
          }
        />
      </main>
    );
  }
  if (!isOpen(session.data.state)) return <Navigate to="/practice/sessions/$id" params={{ id }} replace />;
  return session.data.mode === 'text' ? <TextRoom session={session.data} /> : <VoiceRoom session={session.data} />;
}
