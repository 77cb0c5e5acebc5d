import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import { uuidv7 } from '@/shared/uuid';
import { type Scope, tokensQuery } from './tokens-query';

export type TokenWish = { name: string; scopes: readonly Scope[]; days: number };

export function useMakeToken(onMade: (secret: string) => void) {
  const queries = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    // A new id each time: a token whose answer was lost cannot be told again.
    mutationFn: (wish: TokenWish) =>
      api.post('/api/account/tokens', { body: { ...wish, id: uuidv7(), scopes: [...wish.scopes] } }),
    onSuccess: ({ secret }) => onMade(secret),
    onSettled: () => queries.invalidateQueries(tokensQuery),
  });
  return { make: mutate, problem: error ? problemOf(error) : undefined, isBusy: isPending };
}

export function useRevokeToken(onRevoked: () => void) {
  const queries = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (tokenId: string) => api.delete('/api/account/tokens/{tokenId}', { path: { tokenId } }),
    onSuccess: onRevoked,
    onSettled: () => queries.invalidateQueries(tokensQuery),
  });
  return { revoke: mutate, problem: error ? problemOf(error) : undefined, isBusy: isPending };
}
