import { queryOptions } from '@tanstack/react-query';
import { api } from '@/shared/api/client';

export const redactionsQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['cases', caseId, 'redactions'],
    queryFn: async ({ signal }) =>
      (await api.get('/api/cases/{caseId}/redactions', { path: { caseId }, signal })).redactions,
    staleTime: 0,
  });
