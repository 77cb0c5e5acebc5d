import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import { Button } from '@/shared/ui/button';
import { Message } from '@/shared/ui/message';
import { ProblemMessage } from '@/shared/ui/problem-message';
import './sign-in.css';

/** Where the link to a new address leads. It waits for a press: programs that look at mail follow links too. */
export function ConfirmEmailPage({ token, goOn }: { token: string; goOn: ReactNode }) {
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: () => api.post('/api/session/email', { body: { token } }),
  });
  return (
    <div className="sign-in">
      <header className="sign-in-head">
        <h1>Confirm your email address</h1>
        <p className="quiet">You sign in with this address from then on.</p>
      </header>
      {error ? <ProblemMessage problem={problemOf(error)} /> : null}
      {isSuccess ? (
        <div role="status">
          <Message tone="good" title="The address is yours">
            <p>{goOn}</p>
          </Message>
        </div>
      ) : (
        <div className="sign-in-form">
          <Button look="primary" isDisabled={isPending} onPress={() => mutate()}>
            Confirm the address
          </Button>
        </div>
      )}
    </div>
  );
}
