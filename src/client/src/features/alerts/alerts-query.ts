import { queryOptions } from '@tanstack/react-query';
import { api, type Answer } from '@/shared/api/client';

export type Alert = Answer<'/api/alerts', 'get'>['alerts'][number];

export const alertsQuery = queryOptions({
  queryKey: ['alerts'],
  queryFn: async ({ signal }) => (await api.get('/api/alerts', { signal })).alerts,
});
