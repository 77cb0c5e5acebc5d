import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/shared/api/client';
import { showPasskey } from '@/shared/api/passkeys';
import { problemOf } from '@/shared/api/problem';
import type { SessionView } from '@/shared/api/shapes';
import { sessionQuery } from './session-query';

export type Credentials = { email: string; password: string };
type Way = 'passkey' | (Credentials & { code?: string });

/** Signs in by a passkey or a password; `waiting` holds what was right so far while a code is asked for. */
export function useSignIn(onSignedIn: (session: SessionView) => void) {
  const queries = useQueryClient();
  const [waiting, setWaiting] = useState<Credentials>();
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: async (way: Way) =>
      way === 'passkey'
        ? api.post('/api/session/passkey', { body: { credential: await showPasskey() } })
        : api.post('/api/session', { body: way }),
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      onSignedIn(session);
    },
    onError: (failure, way) => {
      if (way !== 'passkey' && problemOf(failure).code === 'two-factor-needed') {
        setWaiting({ email: way.email, password: way.password });
      }
    },
  });
  const problem = error ? problemOf(error) : undefined;
  return {
    signIn: (credentials: Credentials) => mutate(credentials),
    signInByPasskey: () => mutate('passkey'),
    giveCode: (code: string) => {
      if (waiting) mutate({ ...waiting, code });
    },
    startOver: () => {
      setWaiting(undefined);
      reset();
    },
    waiting,
    problem: problem?.code === 'two-factor-needed' ? undefined : problem,
    isBusy: isPending,
  };
}
