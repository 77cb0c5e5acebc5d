import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import { knowsPasskeys, showPasskey } from '@/shared/api/passkeys';
import { problemOf } from '@/shared/api/problem';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import './sign-in.css';

type Props = { isOpen: boolean; onConfirmed: () => void; onClose: () => void };

/** Asks once more who it is, before something that matters. */
export function IdentityDialog({ isOpen, onConfirmed, onClose }: Props) {
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
    <Dialog title="Confirm that it is you" isOpen={isOpen} onClose={onClose}>
      <p>It has been a while since you signed in. What you chose is done as soon as you have confirmed.</p>
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
    </Dialog>
  );
}
