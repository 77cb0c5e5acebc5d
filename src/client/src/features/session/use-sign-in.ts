import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { SessionView } from '@/shared/api/shapes';
import { sessionQuery } from './session-query';

type Credentials = { email: string; password: string };

export function useSignIn(onSignedIn: (session: SessionView) => void) {
  const queries = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (credentials: Credentials) => api.post('/api/session', { body: credentials }),
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      onSignedIn(session);
    },
  });
  return { signIn: mutate, problem: error ? problemOf(error) : undefined, isBusy: isPending };
}
