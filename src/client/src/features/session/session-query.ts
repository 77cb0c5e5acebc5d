import { queryOptions } from '@tanstack/react-query';
import { api } from '@/shared/api/client';

/** Who is signed in. Fails with the problem `signed-out` when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => api.get('/api/session', { signal }),
  staleTime: 5 * 60_000,
});

/** The accounts to try the product with; none outside demonstration mode. */
export const demonstrationQuery = queryOptions({
  queryKey: ['demonstration'],
  queryFn: async ({ signal }) => (await api.get('/api/demonstration', { signal })).accounts,
  staleTime: Infinity,
  retry: false,
});
