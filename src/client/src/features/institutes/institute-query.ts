import { queryOptions } from '@tanstack/react-query';
import { api } from '@/shared/api/client';

export const instituteQuery = queryOptions({
  queryKey: ['institute'],
  queryFn: ({ signal }) => api.get('/api/institute', { signal }),
});
