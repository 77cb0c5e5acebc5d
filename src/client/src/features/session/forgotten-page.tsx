import { useMutation } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import { Button } from '@/shared/ui/button';
import { Message } from '@/shared/ui/message';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import './sign-in.css';

/** Asks for a link to a new password. Says the same whether there is such an account or not. */
export function ForgottenPage({ back }: { back: ReactNode }) {
  const [email, setEmail] = useState('');
  const [missing, setMissing] = useState(false);
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: (address: string) => api.post('/api/session/forgotten', { body: { email: address } }),
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setMissing(email.trim() === '');
    if (email.trim() !== '') mutate(email.trim());
  }

  return (
    <div className="sign-in">
      <header className="sign-in-head">
        <h1>Choose a new password</h1>
        <p className="quiet">We send a link to your email address. It works for an hour, and once.</p>
      </header>
      {error ? <ProblemMessage problem={problemOf(error)} /> : null}
      {isSuccess ? (
        <div role="status">
          <Message tone="good" title="Look into your mail">
            <p>If there is an account with this address, a link is on its way. It may take a minute.</p>
          </Message>
        </div>
      ) : (
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
          <Button type="submit" look="primary" isDisabled={isPending}>
            Send the link
          </Button>
        </form>
      )}
      <p>{back}</p>
    </div>
  );
}
