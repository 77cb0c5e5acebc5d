import { useQueryClient } from '@tanstack/react-query';
import { wakeRooms } from '@/features/annotations/room/device';
import { SignInForm } from '@/features/session/sign-in-form';
import type { SessionView } from '@/shared/api/shapes';
import { Dialog } from '@/shared/ui/dialog';
import { sessionEnd } from './session-end';
import '@/features/session/sign-in.css';

/** Signs in again over the page, so that nothing typed in it is lost. */
export function SignInAgain({ person }: { person: SessionView['person'] }) {
  const queries = useQueryClient();

  function resume(signedInAs: string) {
    if (signedInAs !== person.id) {
      window.location.assign('/cases');
      return;
    }
    sessionEnd.set(false);
    wakeRooms();
    void queries.invalidateQueries();
  }

  return (
    <Dialog title="Sign in again" shape="cover" isOpen onClose={() => undefined}>
      <p>You were signed out after a while. The page is as you left it, and what was not kept waits on this device.</p>
      <SignInForm again={person.email} onSignedIn={(session) => resume(session.person.id)} />
    </Dialog>
  );
}
