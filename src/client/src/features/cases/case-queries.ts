import { queryOptions } from '@tanstack/react-query';
import { api } from '@/shared/api/client';

export const casesQuery = queryOptions({
  queryKey: ['cases'],
  queryFn: async ({ signal }) => (await api.get('/api/cases', { signal })).cases,
  // A title may have been removed since: asked for whenever the page is looked at again, and not twice while it comes up.
  staleTime: 1_000,
});

export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['cases', caseId],
    queryFn: ({ signal }) => api.get('/api/cases/{caseId}', { path: { caseId }, signal }),
    // The text of a case does not change while it is open.
    staleTime: Infinity,
  });

/** For how many months a case is kept after it was closed. */
export const keptForQuery = queryOptions({
  queryKey: ['retention', 'own', 'months'],
  queryFn: async ({ signal }) => (await api.get('/api/account/retention', { signal })).months,
});
