import { useMutation, useQueryClient } from '@tanstack/react-query';
import { use } from 'react';
import { sentWith } from '@/shared/anonymisation/check-text';
import { OwnListContext } from '@/shared/anonymisation/own-list-context';
import { checkOf } from '@/shared/anonymisation/subject';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { CaseDraft } from './case-draft';
import { casesQuery } from './case-queries';

type Complete = Pick<CaseDraft, 'commandId' | 'caseId' | 'subject'> & { groupId: string };

export function useOpenCase(onOpened: (caseId: string) => void) {
  const queries = useQueryClient();
  const { list } = use(OwnListContext);
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: ({ commandId, caseId, groupId, subject }: Complete) => {
      const { title, text } = subject;
      const blocks = text.blocks ? { blocks: [...text.blocks] } : {};
      const words = { title: title.text.trim(), text: text.text, ...blocks };
      const along = sentWith(list, subject.disguises);
      return api.post('/api/cases', {
        body: { commandId, caseId, groupId, ...words, check: checkOf(subject), ...along },
      });
    },
    onSuccess: (_, { caseId }) => {
      void queries.invalidateQueries({ queryKey: casesQuery.queryKey });
      onOpened(caseId);
    },
  });
  return { open: mutate, problem: error ? problemOf(error) : undefined, isBusy: isPending, forget: reset };
}
