import { queryOptions } from '@tanstack/react-query';
import { api } from '@/shared/api/client';

export const reviewQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['cases', caseId, 'review'],
    queryFn: ({ signal }) => api.get('/api/cases/{caseId}/review', { path: { caseId }, signal }),
    staleTime: 0,
  });
