import { queryOptions } from '@tanstack/react-query';
import { api } from '@/shared/api/client';

export const retentionQuery = queryOptions({
  queryKey: ['retention', 'institute'],
  queryFn: ({ signal }) => api.get('/api/retention', { signal }),
  staleTime: 0,
});

export const ownRetentionQuery = queryOptions({
  queryKey: ['retention', 'own'],
  queryFn: ({ signal }) => api.get('/api/account/retention', { signal }),
  staleTime: 0,
});

export const holdsQuery = queryOptions({
  queryKey: ['holds'],
  queryFn: async ({ signal }) => (await api.get('/api/holds', { signal })).holds,
  staleTime: 0,
});

/** All cases of the institute, without a title: what may be held. */
export const holdableCasesQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async ({ signal }) => (await api.get('/api/keys', { signal })).keys,
  staleTime: 0,
});
