import { queryOptions } from '@tanstack/react-query';
import { api } from '@/shared/api/client';

/** All that concerns the account begins with this. */
export const accountKey = ['account'] as const;

export const passkeysQuery = queryOptions({
  queryKey: [...accountKey, 'passkeys'],
  queryFn: async ({ signal }) => (await api.get('/api/account/passkeys', { signal })).passkeys,
});

export const twoFactorQuery = queryOptions({
  queryKey: [...accountKey, 'two-factor'],
  queryFn: ({ signal }) => api.get('/api/account/two-factor', { signal }),
});

export const providerLinkQuery = queryOptions({
  queryKey: [...accountKey, 'provider'],
  queryFn: ({ signal }) => api.get('/api/account/provider', { signal }),
});

export const openSessionsQuery = queryOptions({
  queryKey: [...accountKey, 'sessions'],
  queryFn: async ({ signal }) => (await api.get('/api/account/sessions', { signal })).sessions,
});
