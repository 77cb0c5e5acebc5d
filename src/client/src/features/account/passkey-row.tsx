import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import type { Passkey } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { When } from '@/shared/ui/when';
import { useChange } from './use-change';

export function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const [asks, setAsks] = useState<'name' | 'removal'>();
  const close = () => setAsks(undefined);
  return (
    <li className="account-row">
      <div>
        <p className="account-row-name">{passkey.name}</p>
        <p className="quiet small">
          Added <When at={passkey.addedAt} />
          {passkey.synced ? ', synced between your devices' : null}
        </p>
      </div>
      <div className="account-row-actions">
        <Button size="small" aria-label={`Rename ${passkey.name}`} onPress={() => setAsks('name')}>
          Rename
        </Button>
        <Button size="small" look="danger" aria-label={`Remove ${passkey.name}`} onPress={() => setAsks('removal')}>
          Remove
        </Button>
      </div>
      {asks === 'name' ? <RenameDialog passkey={passkey} onClose={close} /> : null}
      {asks === 'removal' ? <RemoveDialog passkey={passkey} onClose={close} /> : null}
    </li>
  );
}

type DialogProps = { passkey: Passkey; onClose: () => void };

function RenameDialog({ passkey, onClose }: DialogProps) {
  const [name, setName] = useState(passkey.name);
  const { run, problem, isBusy } = useChange(
    (called: string) =>
      api.post('/api/account/passkeys/{passkeyId}/name', { path: { passkeyId: passkey.id }, body: { name: called } }),
    onClose,
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (name.trim() !== '') run(name.trim());
  }

  return (
    <Dialog title="Rename the passkey" isOpen onClose={onClose}>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <form className="account-form" onSubmit={submit} noValidate>
        <TextField
          label="Name"
          maxLength={60}
          value={name}
          onChange={setName}
          problem={name.trim() === '' ? 'Give the passkey a name.' : undefined}
        />
        <DialogActions>
          <Button type="submit" look="primary" isDisabled={isBusy}>
            Rename
          </Button>
          <Button look="plain" onPress={onClose}>
            Cancel
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function RemoveDialog({ passkey, onClose }: DialogProps) {
  const { run, problem, isBusy } = useChange(
    () => api.delete('/api/account/passkeys/{passkeyId}', { path: { passkeyId: passkey.id } }),
    () => {
      onClose();
      notify('The passkey was removed.');
    },
  );
  return (
    <Dialog title="Remove the passkey?" isOpen onClose={onClose}>
      <p>“{passkey.name}” will no longer sign you in here. On your device it stays until you delete it there too.</p>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button look="danger" isDisabled={isBusy} onPress={() => run()}>
          Remove
        </Button>
        <Button look="plain" onPress={onClose}>
          Cancel
        </Button>
      </DialogActions>
    </Dialog>
  );
}
