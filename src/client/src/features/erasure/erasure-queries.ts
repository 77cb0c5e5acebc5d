import { queryOptions } from '@tanstack/react-query';
import { api } from '@/shared/api/client';

export const erasureQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['cases', caseId, 'erasure'],
    queryFn: ({ signal }) => api.get('/api/cases/{caseId}/erasure', { path: { caseId }, signal }),
    staleTime: 0,
  });

export const ownErasureQuery = queryOptions({
  queryKey: ['own-erasure'],
  queryFn: ({ signal }) => api.get('/api/account/contributions/erasure', { signal }),
  staleTime: 0,
});

export const wordsErasuresQuery = queryOptions({
  queryKey: ['words-erasures'],
  queryFn: async ({ signal }) => (await api.get('/api/contribution-erasures', { signal })).erasures,
  staleTime: 0,
});

export const searchesQuery = queryOptions({
  queryKey: ['searches'],
  queryFn: async ({ signal }) => (await api.get('/api/holdings/searches', { signal })).searches,
  staleTime: 0,
});

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async ({ signal }) => (await api.get('/api/keys', { signal })).keys,
  staleTime: 0,
});
