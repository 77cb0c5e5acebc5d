import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';

type Props = { codes: readonly string[]; onClose: () => void };

/** The only time that they are shown. */
export function RecoveryCodesDialog({ codes, onClose }: Props) {
  const copy = () =>
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => notify('The codes were copied.'),
      () => notify('The browser did not let the codes be copied. Write them down.'),
    );
  return (
    <Dialog title="Your recovery codes" shape="cover" isOpen onClose={onClose}>
      <p>
        Each signs you in once when you do not have your phone. Keep them where you keep what you must not lose: they
        are not shown again.
      </p>
      <ul role="list" className="account-codes" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button look="primary" onPress={onClose}>
          I have kept them
        </Button>
        <Button onPress={() => void copy()}>Copy</Button>
      </DialogActions>
    </Dialog>
  );
}
