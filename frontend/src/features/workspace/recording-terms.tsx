import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { sentence } from '@/shared/api/sentences';
import type { RecordingTerms } from '@/shared/api/types';
import { Button } from '@/shared/ui/button';
import { ErrorFace, LoadingFace, Panel, Skeleton } from '@/shared/ui/faces';
import { TextField } from '@/shared/ui/field';
import { Segmented } from '@/shared/ui/segmented';
import { toast } from '@/shared/ui/toasts';
import { recordingTermsQuery, useSetRecordingTerms } from './recording-terms-queries';

const daysMax = 3_650;

/** Whether calls are recorded and for how long that is kept. Everybody may read it, whoever manages settings may change it. */
export function RecordingTermsPanel({ changeable }: { changeable: boolean }) {
  const terms = useQuery(recordingTermsQuery);
  if (terms.isPending) {
    return (
      <LoadingFace label="Loading what is recorded">
        <Skeleton className="h-20 w-full" />
      </LoadingFace>
    );
  }
  if (terms.isError) {
    return <ErrorFace title="What is recorded could not be loaded" text={sentence(terms.error)} requestId={terms.error.requestId} onRetry={() => void terms.refetch()} />;
  }
  return changeable ? <Form key={`${String(terms.data.recording)}${String(terms.data.retentionDays)}`} terms={terms.data} /> : <p className="num">{told(terms.data)}</p>;
}

function told({ recording, retentionDays }: RecordingTerms): string {
  const days = retentionDays === 1 ? '1 day' : `${String(retentionDays)} days`;
  return recording ? `Calls are recorded. Recordings are deleted after ${days}.` : `Calls are not recorded. Earlier recordings are deleted after ${days}.`;
}

function Form({ terms }: { terms: RecordingTerms }) {
  const set = useSetRecordingTerms();
  const [recording, setRecording] = useState(terms.recording);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const retentionDays = Number(new FormData(event.currentTarget).get('retentionDays'));
    set.mutate({ recording, retentionDays }, { onSuccess: (now) => { toast(told(now)); }, onError: (problem) => { if (problem.fields.length === 0) toast(sentence(problem), { tone: 'danger' }); } });
  };
  return (
    <Panel className="p-4">
      <form onSubmit={submit} className="flex flex-wrap items-end gap-4">
        <div className="flex flex-col gap-1.5">
          <span className="text-sm font-medium text-ink-soft">New calls</span>
          <Segmented
            label="New calls"
            value={recording ? 'on' : 'off'}
            onChange={(value) => { setRecording(value === 'on'); }}
            options={[
              { value: 'on', label: 'Recorded' },
              { value: 'off', label: 'Not recorded' },
            ]}
          />
        </div>
        <TextField label="Keep for days" name="retentionDays" type="number" inputMode="numeric" min={1} max={daysMax} required defaultValue={terms.retentionDays} className="w-32" problem={set.error?.field('retentionDays')} />
        <Button type="submit" busy={set.isPending}>
          Save
        </Button>
      </form>
    </Panel>
  );
}
