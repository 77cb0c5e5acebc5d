import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { answerWhoItIs, identityAsked } from './identity-asked';
import { whenIdle } from './when-idle';

const load = () => import('@/features/session/identity-dialog');
const IdentityDialog = lazy(async () => ({ default: (await load()).IdentityDialog }));

/** Its script is fetched ahead, so that what was chosen does not wait for it. */
export function IdentityAsked() {
  const isAsked = useSyncExternalStore(identityAsked.subscribe, identityAsked.getSnapshot);
  useEffect(() => whenIdle(load), []);
  if (!isAsked) return null;
  return (
    <Suspense>
      <IdentityDialog isOpen onConfirmed={() => answerWhoItIs(true)} onClose={() => answerWhoItIs(false)} />
    </Suspense>
  );
}
