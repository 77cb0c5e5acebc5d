import { queryOptions } from '@tanstack/react-query';
import { api } from '@/shared/api/client';

const asked = 1_000;

export const exportsQuery = queryOptions({
  queryKey: ['account', 'exports'],
  queryFn: async ({ signal }) => (await api.get('/api/account/exports', { signal })).exports,
  staleTime: 0,
  refetchInterval: ({ state }) => (state.data?.some((one) => one.state === 'making') ? asked : false),
});
