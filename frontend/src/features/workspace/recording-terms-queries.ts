import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, request } from '@/shared/api/client';
import type { RecordingTerms } from '@/shared/api/types';

export const recordingTermsQuery = queryOptions({
  queryKey: ['workspace', 'recording-terms'],
  queryFn: ({ signal }) => get<RecordingTerms>('/workspace/recording', signal),
});

export function useSetRecordingTerms() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (terms: RecordingTerms) => request<RecordingTerms>('/workspace/recording', { method: 'PUT', body: { json: terms } }),
    onSuccess: (terms) => {
      client.setQueryData(recordingTermsQuery.queryKey, terms);
    },
  });
}
