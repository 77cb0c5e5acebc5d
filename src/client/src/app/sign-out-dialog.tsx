import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { signOut } from './sign-out';

/** What signing out would leave behind, and what it would remove. */
export type Leaving = { waiting: number; drafts: number };

type Props = { personId: string; leaving: Leaving; onClose: () => void };

export function SignOutDialog({ personId, leaving: { waiting, drafts }, onClose }: Props) {
  return (
    <Dialog
      title={waiting > 0 ? 'Some changes are not kept yet' : 'A draft is not shared yet'}
      isOpen={waiting > 0 || drafts > 0}
      onClose={onClose}
    >
      {waiting > 0 ? (
        <p>
          {waiting === 1 ? 'One change has' : `${waiting} changes have`} not reached the server. If you sign out now,
          {waiting === 1 ? ' it stays' : ' they stay'} on this device and {waiting === 1 ? 'is' : 'are'} sent when you
          sign in here again.
        </p>
      ) : null}
      {drafts > 0 ? (
        <p>
          {drafts === 1 ? 'The draft of a case is' : `The drafts of ${drafts} cases are`} on this device only. Signing
          out removes {drafts === 1 ? 'it' : 'them'}, and nobody can bring {drafts === 1 ? 'it' : 'them'} back.
        </p>
      ) : null}
      <DialogActions>
        <Button look="primary" onPress={onClose}>
          Stay signed in
        </Button>
        <Button onPress={() => void signOut(personId)}>Sign out</Button>
      </DialogActions>
    </Dialog>
  );
}
