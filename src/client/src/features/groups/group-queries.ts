import { queryOptions } from '@tanstack/react-query';
import { api } from '@/shared/api/client';

export const groupQuery = (groupId: string) =>
  queryOptions({
    queryKey: ['groups', groupId],
    queryFn: ({ signal }) => api.get('/api/groups/{groupId}', { path: { groupId }, signal }),
  });

/** The people of the institute who are not in the group. */
export const candidatesQuery = (groupId: string) =>
  queryOptions({
    queryKey: ['groups', groupId, 'candidates'],
    queryFn: async ({ signal }) =>
      (await api.get('/api/groups/{groupId}/candidates', { path: { groupId }, signal })).people,
  });

/** All groups of the institute, for those who run it. */
export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: async ({ signal }) => (await api.get('/api/groups', { signal })).groups,
});

export const supervisorsQuery = queryOptions({
  queryKey: ['groups', 'candidates'],
  queryFn: async ({ signal }) =>
    (await api.get('/api/groups/candidates', { signal })).people.filter((person) => person.isSupervisor),
});
