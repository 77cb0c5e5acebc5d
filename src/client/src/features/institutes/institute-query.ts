import { queryOptions } from '@tanstack/react-query';
import { api } from '@/shared/api/client';

/** They change with the server only. */
export const standardsQuery = queryOptions({
  queryKey: ['institute', 'standards'],
  queryFn: async ({ signal }) => (await api.get('/api/institute/standards', { signal })).standards,
  staleTime: Infinity,
});

export const instituteQuery = queryOptions({
  queryKey: ['institute'],
  queryFn: ({ signal }) => api.get('/api/institute', { signal }),
});
