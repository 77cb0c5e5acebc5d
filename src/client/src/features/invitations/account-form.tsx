import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { InvitationToAccept, SessionView } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';

type Props = { token: string; offer: InvitationToAccept; onSignedIn: (session: SessionView) => void };

const leastPassword = 12;

export function AccountForm({ token, offer, onSignedIn }: Props) {
  const [name, setName] = useState(offer.name);
  const [initials, setInitials] = useState(offer.initials);
  const [password, setPassword] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      api.post('/api/invitations/accept', { body: { token, name: name.trim(), initials: initials.trim(), password } }),
    onSuccess: onSignedIn,
  });
  const problems = {
    name: name.trim() === '' ? 'Enter your name.' : undefined,
    initials: /^\S{1,4}$/.test(initials.trim()) ? undefined : 'Enter 1 to 4 letters.',
    password: password.length < leastPassword ? `Enter at least ${leastPassword} characters.` : undefined,
  };
  const problem = error ? problemOf(error) : undefined;
  const said = problem?.kind === 'invalid' ? problem.errors : undefined;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (Object.values(problems).every((problem) => problem === undefined)) mutate();
  }

  return (
    <form className="invitation-form" onSubmit={submit} noValidate>
      <h2>Make your account</h2>
      {/* Password managers learn with whom the password goes. */}
      <input type="hidden" autoComplete="username" value={offer.email} readOnly />
      <TextField
        label="Your name"
        hint="As the others see it."
        value={name}
        onChange={setName}
        problem={isChecked ? problems.name : undefined}
        autoComplete="name"
      />
      <TextField
        label="Your initials"
        value={initials}
        onChange={setInitials}
        problem={isChecked ? problems.initials : undefined}
        autoComplete="off"
      />
      <TextField
        label="A password"
        hint={`At least ${leastPassword} characters. A few words in a row are easy to keep and hard to guess.`}
        type="password"
        value={password}
        onChange={setPassword}
        problem={isChecked ? (problems.password ?? said?.['password']?.[0]) : undefined}
        autoComplete="new-password"
      />
      {problem && said === undefined ? <ProblemMessage problem={problem} /> : null}
      <div>
        <Button type="submit" look="primary" isDisabled={isPending}>
          Accept the invitation
        </Button>
      </div>
    </form>
  );
}
