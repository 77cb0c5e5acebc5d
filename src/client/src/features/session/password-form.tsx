import { type SubmitEvent, useState } from 'react';
import { Button } from '@/shared/ui/button';
import { TextField } from '@/shared/ui/text-field';
import type { Credentials } from './use-sign-in';

type Props = {
  /** Whoever was at work here, when signing in again. */
  again: string | undefined;
  /** Nothing else on the page is. */
  isPrimary: boolean;
  isBusy: boolean;
  onGiven: (credentials: Credentials) => void;
};

export function PasswordForm({ again, isPrimary, isBusy, onGiven }: Props) {
  const [email, setEmail] = useState(again ?? '');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const isMissing = email.trim() === '' || password === '';
    setMissing(isMissing);
    if (!isMissing) onGiven({ email: email.trim(), password });
  }

  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      <TextField
        label="Email address"
        type="email"
        autoComplete="username"
        inputMode="email"
        value={email}
        onChange={setEmail}
        problem={missing && email.trim() === '' ? 'Enter your email address.' : undefined}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        problem={missing && password === '' ? 'Enter your password.' : undefined}
      />
      <Button type="submit" look={isPrimary ? 'primary' : 'secondary'} isDisabled={isBusy}>
        Sign in
      </Button>
    </form>
  );
}
