import { queryOptions } from '@tanstack/react-query';
import { api } from '@/shared/api/client';

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async ({ signal }) => (await api.get('/api/people', { signal })).people,
});

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: async ({ signal }) => (await api.get('/api/invitations', { signal })).invitations,
});

export const ownConflictsQuery = queryOptions({
  queryKey: ['account', 'conflicts'],
  queryFn: async ({ signal }) => (await api.get('/api/account/conflicts', { signal })).conflicts,
});
