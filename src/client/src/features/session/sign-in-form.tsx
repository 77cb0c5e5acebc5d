import { type SubmitEvent, useState } from 'react';
import type { SessionView } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { Message } from '@/shared/ui/message';
import { TextField } from '@/shared/ui/text-field';
import { DemonstrationAccounts } from './demonstration-accounts';
import { useSignIn } from './use-sign-in';

type Props = {
  onSignedIn: (session: SessionView) => void;
  /** Whoever was at work here, when signing in again. */
  again?: string;
};

/** Email and password; in demonstration mode, the accounts to try first. */
export function SignInForm({ onSignedIn, again }: Props) {
  const [email, setEmail] = useState(again ?? '');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const { signIn, problem, isBusy } = useSignIn(onSignedIn);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const isMissing = email.trim() === '' || password === '';
    setMissing(isMissing);
    if (!isMissing) signIn({ email: email.trim(), password });
  }

  return (
    <div className="sign-in-ways">
      <DemonstrationAccounts again={again} isBusy={isBusy} onChoose={signIn} />
      {problem ? (
        <Message tone="problem">
          <p>{problem.sentence}</p>
        </Message>
      ) : null}
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
        <Button type="submit" look="primary" isDisabled={isBusy}>
          Sign in
        </Button>
      </form>
    </div>
  );
}
