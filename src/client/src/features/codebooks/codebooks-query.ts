import { queryOptions } from '@tanstack/react-query';
import { api } from '@/shared/api/client';

export const codebooksQuery = queryOptions({
  queryKey: ['codebooks'],
  queryFn: async ({ signal }) => (await api.get('/api/codebooks', { signal })).codebooks,
  staleTime: Infinity,
});
