import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useEffect, useState } from 'react';
import { api } from '@/shared/api/client';
import { goToInstitute, whenReturned } from '@/shared/api/institute-way';
import { knowsPasskeys, showPasskey } from '@/shared/api/passkeys';
import { problemOf } from '@/shared/api/problem';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import './sign-in.css';

type Props = {
  isOpen: boolean;
  /** Whose provider the person came in by, and so confirms at; none for a session of their own. */
  institute?: { id: string; name: string } | undefined;
  onConfirmed: () => void;
  onClose: () => void;
};

/** Asks once more who it is, before something that matters. */
export function IdentityDialog({ isOpen, institute, onConfirmed, onClose }: Props) {
  return (
    <Dialog title="Confirm that it is you" isOpen={isOpen} onClose={onClose}>
      <p>It has been a while since you signed in. What you chose is done as soon as you have confirmed.</p>
      {institute === undefined ? (
        <OwnWays onConfirmed={onConfirmed} onClose={onClose} />
      ) : (
        <InstitutesWay institute={institute} onConfirmed={onConfirmed} onClose={onClose} />
      )}
    </Dialog>
  );
}

type WayProps = Pick<Props, 'onConfirmed' | 'onClose'>;

function InstitutesWay({ institute, onConfirmed, onClose }: WayProps & { institute: NonNullable<Props['institute']> }) {
  const [isAway, setAway] = useState(false);
  useEffect(() => whenReturned(onConfirmed), [onConfirmed]);
  return (
    <>
      <p>Your institute asks for it in a window of its own. This page stays as it is.</p>
      <div role="status">
        {isAway ? <p className="quiet">Waiting for you to come back from {institute.name}.</p> : null}
      </div>
      <DialogActions>
        <Button
          look="primary"
          onPress={() => {
            setAway(true);
            goToInstitute({ institute: institute.id, confirm: true });
          }}
        >
          Confirm at {institute.name}
        </Button>
        <Button look="plain" onPress={onClose}>
          Cancel
        </Button>
      </DialogActions>
    </>
  );
}

function OwnWays({ onConfirmed, onClose }: WayProps) {
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (way: 'passkey' | { password: string }) =>
      api.post('/api/session/confirm', { body: way === 'passkey' ? { credential: await showPasskey() } : way }),
    onSuccess: onConfirmed,
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setMissing(password === '');
    if (password !== '') mutate({ password });
  }

  return (
    <>
      {error ? <ProblemMessage problem={problemOf(error)} /> : null}
      <form className="sign-in-form" onSubmit={submit} noValidate>
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the keyboard belongs where the question is
          autoFocus
          value={password}
          onChange={setPassword}
          problem={missing && password === '' ? 'Enter your password.' : undefined}
        />
        <DialogActions>
          <Button type="submit" look="primary" isDisabled={isPending}>
            Confirm
          </Button>
          {knowsPasskeys() ? (
            <Button isDisabled={isPending} onPress={() => mutate('passkey')}>
              Use a passkey
            </Button>
          ) : null}
          <Button look="plain" onPress={onClose}>
            Cancel
          </Button>
        </DialogActions>
      </form>
    </>
  );
}
