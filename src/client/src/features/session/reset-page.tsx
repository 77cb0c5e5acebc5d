import { useMutation } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import { passwordProblem, shortestPassword } from '@/shared/api/password';
import { Button } from '@/shared/ui/button';
import { Message } from '@/shared/ui/message';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import './sign-in.css';

type Props = { token: string; signIn: ReactNode; askAgain: ReactNode };

/** Where the link from the letter leads. */
export function ResetPage({ token, signIn, askAgain }: Props) {
  const [password, setPassword] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: () => api.post('/api/session/reset', { body: { token, password } }),
  });
  const wrong = passwordProblem(password);
  const problem = error ? problemOf(error) : undefined;
  const said = problem?.kind === 'invalid' ? problem.errors : undefined;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (wrong === undefined) mutate();
  }

  return (
    <div className="sign-in">
      <header className="sign-in-head">
        <h1>Choose a new password</h1>
      </header>
      {problem && said === undefined ? <ProblemMessage problem={problem} /> : null}
      {isSuccess ? (
        <div role="status">
          <Message tone="good" title="Your new password is set">
            <p>You were signed out everywhere. {signIn}</p>
          </Message>
        </div>
      ) : (
        <form className="sign-in-form" onSubmit={submit} noValidate>
          <TextField
            label="New password"
            hint={`At least ${shortestPassword} characters. A few words are easiest to remember.`}
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
            problem={isChecked ? (wrong ?? said?.['password']?.[0]) : undefined}
          />
          <Button type="submit" look="primary" isDisabled={isPending}>
            Set the password
          </Button>
          <p>{askAgain}</p>
        </form>
      )}
    </div>
  );
}
