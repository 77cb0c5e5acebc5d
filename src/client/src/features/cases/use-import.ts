import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import { casesQuery } from './case-queries';

type Upload = { groupId: string; file: File; transcript?: number };
export type Transcript = { number: number; title: string; turns: number; characters: number };

/** Sends a file. The answer is either the cases it became, or the transcripts in it to choose from. */
export function useImport(onImported: (caseIds: string[]) => void) {
  const queries = useQueryClient();
  const { mutate, data, error, isPending, reset, variables } = useMutation({
    mutationFn: ({ groupId, file, transcript }: Upload) => {
      const body = new FormData();
      body.set('groupId', groupId);
      body.set('file', file);
      if (transcript !== undefined) body.set('transcript', String(transcript));
      return api.post('/api/cases/import', { body });
    },
    onSuccess: (answer) => {
      if (!('cases' in answer)) return;
      void queries.invalidateQueries({ queryKey: casesQuery.queryKey });
      onImported(answer.cases.map((one) => one.id));
    },
  });
  const transcripts: readonly Transcript[] | undefined = data && 'transcripts' in data ? data.transcripts : undefined;
  return {
    send: mutate,
    startOver: reset,
    transcripts,
    problem: error ? problemOf(error) : undefined,
    isBusy: isPending,
    sending: isPending ? variables : undefined,
  };
}
