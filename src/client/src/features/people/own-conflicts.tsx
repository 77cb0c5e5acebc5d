import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useId, useState } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { ConflictKind } from '@/shared/api/shapes';
import { useCommand } from '@/shared/api/use-command';
import { Button } from '@/shared/ui/button';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { Select } from '@/shared/ui/select';
import { TextField } from '@/shared/ui/text-field';
import { conflictKinds } from './conflict-kinds';
import { ownConflictsQuery } from './people-queries';
import './people.css';

/** A section of one's account: one's own therapist and line manager, who must not sit in one's group. */
export function OwnConflicts() {
  const id = useId();
  const { data: conflicts, error } = useQuery(ownConflictsQuery);
  return (
    <section className="person-section" aria-labelledby={id}>
      <h2 id={id}>Who must not share a group with you</h2>
      <p className="quiet">
        Your own therapist or analyst, and your line manager. Say so here and neither a group nor an audit brings you
        together. Only administrators see it; ask one of them to withdraw it.
      </p>
      {error ? <ProblemMessage problem={problemOf(error)} /> : null}
      {conflicts && conflicts.length > 0 ? (
        <ul role="list" className="person-list">
          {conflicts.map(({ kind, name }) => (
            <li key={`${kind} ${name}`} className="person-list-one">
              <span>
                <bdi>{name}</bdi>{' '}
                <span className="quiet small">is your {conflictKinds[kind].toLocaleLowerCase('en-GB')}</span>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <Declare />
    </section>
  );
}

function Declare() {
  const [kind, setKind] = useState<ConflictKind>('personal-therapist');
  const [email, setEmail] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { run, problem, isBusy } = useCommand(
    (commandId, input: { kind: ConflictKind; email: string }) =>
      api.post('/api/account/conflicts', { body: { commandId, ...input } }),
    () => {
      setEmail('');
      setChecked(false);
      notify('It is on record.');
    },
  );
  const said = problem?.kind === 'invalid' ? problem.errors['email']?.[0] : undefined;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (email.trim() !== '') run({ kind, email: email.trim() });
  }

  return (
    <form className="person-form" onSubmit={submit} noValidate>
      <Select
        label="This person is my"
        options={[
          { id: 'personal-therapist', label: conflictKinds['personal-therapist'] },
          { id: 'line-manager', label: conflictKinds['line-manager'] },
        ]}
        value={kind}
        onChange={(chosen) => setKind(chosen as ConflictKind)}
      />
      <TextField
        label="Their e-mail address at the institute"
        type="email"
        inputMode="email"
        autoComplete="off"
        value={email}
        onChange={setEmail}
        problem={isChecked && email.trim() === '' ? 'Enter their address.' : said}
        seenBy="The institute’s administrators"
      />
      {problem && said === undefined ? <ProblemMessage problem={problem} /> : null}
      <div>
        <Button type="submit" isDisabled={isBusy}>
          Declare it
        </Button>
      </div>
    </form>
  );
}
