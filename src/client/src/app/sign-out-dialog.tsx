import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { signOut } from './sign-out';

export function SignOutDialog({ waiting, onClose }: { waiting: number; onClose: () => void }) {
  return (
    <Dialog title="Some changes are not kept yet" isOpen={waiting > 0} onClose={onClose}>
      <p>
        {waiting === 1 ? 'One change has' : `${waiting} changes have`} not reached the server. If you sign out now,
        {waiting === 1 ? ' it stays' : ' they stay'} on this device and {waiting === 1 ? 'is' : 'are'} sent when you
        sign in here again.
      </p>
      <DialogActions>
        <Button look="primary" onPress={onClose}>
          Stay signed in
        </Button>
        <Button onPress={() => void signOut()}>Sign out</Button>
      </DialogActions>
    </Dialog>
  );
}
