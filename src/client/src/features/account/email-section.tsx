import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import { Button } from '@/shared/ui/button';
import { Message } from '@/shared/ui/message';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { Section } from './section';
import { useChange } from './use-change';

export function EmailSection({ email }: { email: string }) {
  const [next, setNext] = useState('');
  const [missing, setMissing] = useState(false);
  const [sentTo, setSentTo] = useState<string>();
  const { run, problem, isBusy } = useChange(async (address: string) => {
    await api.post('/api/account/email', { body: { email: address } });
    return address;
  }, setSentTo);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setMissing(next.trim() === '');
    if (next.trim() !== '') run(next.trim());
  }

  return (
    <Section title="Email address" about={`You sign in with ${email}, and letters go there.`}>
      <form className="account-form" onSubmit={submit} noValidate>
        {problem && problem.kind !== 'invalid' ? <ProblemMessage problem={problem} /> : null}
        <TextField
          label="New email address"
          hint="We send a link there. The address changes once you follow it."
          type="email"
          inputMode="email"
          autoComplete="email"
          value={next}
          onChange={setNext}
          problem={
            missing && next.trim() === ''
              ? 'Enter the new address.'
              : problem?.kind === 'invalid'
                ? problem.errors['email']?.[0]
                : undefined
          }
        />
        <Button type="submit" isDisabled={isBusy}>
          Send the link
        </Button>
        <div role="status">
          {sentTo === undefined ? null : (
            <Message tone="good">
              <p>A link is on its way to {sentTo}. It works for an hour.</p>
            </Message>
          )}
        </div>
      </form>
    </Section>
  );
}
