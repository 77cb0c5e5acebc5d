import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import type { SessionView } from '@/shared/api/shapes';
import { sessionEnd } from './session-end';
import { whenIdle } from './when-idle';

const load = () => import('./sign-in-again');
const SignInAgain = lazy(async () => ({ default: (await load()).SignInAgain }));

/** Its script is fetched ahead: when the session ends, the server may have moved on to another version. */
export function SessionEnded({ session }: { session: SessionView }) {
  const isEnded = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.getSnapshot);
  useEffect(() => whenIdle(load), []);
  if (!isEnded) return null;
  return (
    <Suspense>
      <SignInAgain session={session} />
    </Suspense>
  );
}
