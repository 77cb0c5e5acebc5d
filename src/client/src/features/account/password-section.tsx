import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import { passwordProblem, shortestPassword } from '@/shared/api/password';
import { Button } from '@/shared/ui/button';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { Section } from './section';
import { useChange } from './use-change';

export function PasswordSection({ email }: { email: string }) {
  const [present, setPresent] = useState('');
  const [password, setPassword] = useState('');
  const [isChecked, setChecked] = useState(false);
  const wrong = passwordProblem(password);
  const { run, problem, isBusy } = useChange(
    () => api.post('/api/account/password', { body: { present, password } }),
    () => {
      setPresent('');
      setPassword('');
      setChecked(false);
      notify('Your password was changed. You were signed out everywhere else.');
    },
  );
  const said = problem?.kind === 'invalid' ? problem.errors : undefined;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (present !== '' && wrong === undefined) run();
  }

  return (
    <Section title="Password" about="Changing it signs you out everywhere else.">
      <form className="account-form" onSubmit={submit} noValidate>
        {problem && said === undefined ? <ProblemMessage problem={problem} /> : null}
        {/* Password managers want to know whose it is. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <TextField
          label="Present password"
          type="password"
          autoComplete="current-password"
          value={present}
          onChange={setPresent}
          problem={isChecked && present === '' ? 'Enter your present password.' : undefined}
        />
        <TextField
          label="New password"
          hint={`At least ${shortestPassword} characters. A few words are easiest to remember.`}
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          problem={isChecked ? (wrong ?? said?.['password']?.[0]) : undefined}
        />
        <Button type="submit" isDisabled={isBusy}>
          Change the password
        </Button>
      </form>
    </Section>
  );
}
