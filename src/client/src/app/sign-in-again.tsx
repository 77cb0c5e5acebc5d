import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { wakeRooms } from '@/features/annotations/room/device';
import { sessionQuery } from '@/features/session/session-query';
import { SignInForm } from '@/features/session/sign-in-form';
import { goToInstitute, whenReturned } from '@/shared/api/institute-way';
import type { SessionView } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { sessionEnd } from './session-end';
import '@/features/session/sign-in.css';

/** Signs in again over the page, so that nothing typed in it is lost. */
export function SignInAgain({ session }: { session: SessionView }) {
  const queries = useQueryClient();
  const { person, institute } = session;

  function resume(signedInAs: string) {
    if (signedInAs !== person.id) {
      window.location.assign('/cases');
      return;
    }
    sessionEnd.set(false);
    wakeRooms();
    void queries.invalidateQueries();
  }

  const resumeAsFound = () =>
    void queries.query({ ...sessionQuery, staleTime: 0 }).then((found) => resume(found.person.id));

  return (
    <Dialog title="Sign in again" shape="cover" isOpen onClose={() => undefined}>
      <p>You were signed out after a while. The page is as you left it, and what was not kept waits on this device.</p>
      {session.cameByProvider ? <SignInAtInstitute institute={institute} onReturned={resumeAsFound} /> : null}
      <SignInForm again={person.email} onSignedIn={(session) => resume(session.person.id)} />
    </Dialog>
  );
}

function SignInAtInstitute({ institute, onReturned }: { institute: SessionView['institute']; onReturned: () => void }) {
  useEffect(() => whenReturned(onReturned), [onReturned]);
  return (
    <p>
      <Button look="primary" onPress={() => goToInstitute({ institute: institute.id, confirm: false })}>
        Sign in at {institute.name}
      </Button>
    </p>
  );
}
