import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import type { SessionView } from '@/shared/api/shapes';
import { answerWhoItIs, identityAsked } from './identity-asked';
import { whenIdle } from './when-idle';

const load = () => import('@/features/session/identity-dialog');
const IdentityDialog = lazy(async () => ({ default: (await load()).IdentityDialog }));

const confirmed = () => answerWhoItIs(true);

/** Its script is fetched ahead, so that what was chosen does not wait for it. */
export function IdentityAsked({ session }: { session: SessionView }) {
  const isAsked = useSyncExternalStore(identityAsked.subscribe, identityAsked.getSnapshot);
  useEffect(() => whenIdle(load), []);
  if (!isAsked) return null;
  return (
    <Suspense>
      <IdentityDialog
        isOpen
        institute={session.cameByProvider ? session.institute : undefined}
        onConfirmed={confirmed}
        onClose={() => answerWhoItIs(false)}
      />
    </Suspense>
  );
}
