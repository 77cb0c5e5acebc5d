import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import type { TwoFactorSetup } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { useChange } from './use-change';

type Props = { setup: TwoFactorSetup; onConfirmed: (codes: readonly string[]) => void; onClose: () => void };

/** Shows the secret to the app, and wants a code back before it counts. */
export function SetUpDialog({ setup, onConfirmed, onClose }: Props) {
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const { run, problem, isBusy } = useChange(
    (given: string) => api.post('/api/account/two-factor/confirm', { body: { code: given } }),
    ({ codes }) => {
      onClose();
      onConfirmed(codes);
    },
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setMissing(code.trim() === '');
    if (code.trim() !== '') run(code.trim());
  }

  return (
    <Dialog title="Set up an authenticator app" isOpen onClose={onClose}>
      <ol className="account-steps">
        <li>Open the app on your phone and let it read this picture.</li>
        <li>Enter the six digits that it then shows.</li>
      </ol>
      <img className="account-picture" src={`data:image/svg+xml,${encodeURIComponent(setup.picture)}`} alt="QR code" />
      <details>
        <summary>The app cannot read the picture</summary>
        <p>
          Type this key into it instead: <code className="account-secret">{setup.secret}</code>
        </p>
      </details>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <form className="account-form" onSubmit={submit} noValidate>
        <TextField
          label="Code"
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
          problem={missing && code.trim() === '' ? 'Enter the code that the app shows.' : undefined}
        />
        <DialogActions>
          <Button type="submit" look="primary" isDisabled={isBusy}>
            Turn it on
          </Button>
          <Button look="plain" onPress={onClose}>
            Cancel
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
