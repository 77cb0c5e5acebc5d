import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { CaseDraft } from './case-draft';
import { casesQuery } from './case-queries';

type Complete = Pick<CaseDraft, 'commandId' | 'caseId' | 'title' | 'text'> & { groupId: string };

export function useOpenCase(onOpened: (caseId: string) => void) {
  const queries = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: ({ commandId, caseId, groupId, title, text }: Complete) =>
      api.post('/api/cases', { body: { commandId, caseId, groupId, title, text } }),
    onSuccess: (_, { caseId }) => {
      void queries.invalidateQueries({ queryKey: casesQuery.queryKey });
      onOpened(caseId);
    },
  });
  return { open: mutate, problem: error ? problemOf(error) : undefined, isBusy: isPending };
}
