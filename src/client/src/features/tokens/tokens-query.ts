import { queryOptions } from '@tanstack/react-query';
import { api, type Answer } from '@/shared/api/client';

export type AccessToken = Answer<'/api/account/tokens', 'get'>['tokens'][number];
export type Scope = AccessToken['scopes'][number];

export const tokensQuery = queryOptions({
  queryKey: ['account', 'tokens'],
  queryFn: async ({ signal }) => (await api.get('/api/account/tokens', { signal })).tokens,
});
