import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Answer } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import { type ProviderDraft, requestOf } from './provider-draft';

export type ProviderSettings = Answer<'/api/institute/provider', 'get'>;
export type ProviderView = NonNullable<ProviderSettings['provider']>;
export type Role = ProviderView['roles'][string];

export const providerQuery = queryOptions({
  queryKey: ['institute', 'provider'],
  queryFn: ({ signal }) => api.get('/api/institute/provider', { signal }),
});

export const reasonLimit = 500;

const because = (reason: string) => (reason.trim() === '' ? {} : { reason: reason.trim() });

export function useSetProvider(onSet: () => void) {
  const queries = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: ({ draft, reason }: { draft: ProviderDraft; reason: string }) =>
      api.put('/api/institute/provider', { body: { ...requestOf(draft), ...because(reason) } }),
    onSuccess: (settings) => {
      queries.setQueryData(providerQuery.queryKey, settings);
      onSet();
    },
  });
  return { set: mutate, problem: error ? problemOf(error) : undefined, isBusy: isPending };
}

export function useRemoveProvider(onRemoved: () => void) {
  const queries = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (reason: string) => api.delete('/api/institute/provider', { body: because(reason) }),
    onSuccess: onRemoved,
    onSettled: () => queries.invalidateQueries(providerQuery),
  });
  return { remove: mutate, problem: error ? problemOf(error) : undefined, isBusy: isPending };
}
