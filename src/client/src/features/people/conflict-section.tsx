import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import type { ConflictKind, PersonEntry } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { Message } from '@/shared/ui/message';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { Select } from '@/shared/ui/select';
import { uuidv7 } from '@/shared/uuid';
import { conflictKinds as kinds } from './conflict-kinds';
import { ReasonField, reasonLimit, reasonProblem } from './reason-field';
import { useChange } from './use-change';

type Conflict = NonNullable<PersonEntry['conflicts']>[number];

type Props = { person: PersonEntry; people: readonly PersonEntry[] };

export function ConflictSection({ person, people }: Props) {
  const [isDeclaring, setDeclaring] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Conflict>();
  const conflicts = person.conflicts ?? [];
  return (
    <section className="person-section" aria-labelledby="conflicts">
      <div className="person-section-head">
        <h2 id="conflicts">Conflicts</h2>
        <Button onPress={() => setDeclaring(true)}>Declare a conflict</Button>
      </div>
      <p className="quiet">
        A person’s own therapist or line manager may not share a group or an audit with them. Only administrators see
        this.
      </p>
      <ul role="list" className="person-list">
        {conflicts.map((one) => (
          <li key={`${one.kind} ${one.with}`} className="person-list-one">
            <span>
              {one.name} <span className="quiet small">is the {kinds[one.kind].toLocaleLowerCase('en-GB')}</span>
            </span>
            <Button
              size="small"
              look="plain"
              aria-label={`Withdraw the conflict with ${one.name}`}
              onPress={() => setWithdrawing(one)}
            >
              Withdraw
            </Button>
            {one.sharedGroups.length > 0 ? (
              <Message tone="caution">
                <p>The two are both in {one.sharedGroups.join(' and ')}. One of them must leave it.</p>
              </Message>
            ) : null}
          </li>
        ))}
      </ul>
      <Dialog title="Declare a conflict" isOpen={isDeclaring} onClose={() => setDeclaring(false)}>
        <DeclareForm person={person} people={people} onClose={() => setDeclaring(false)} />
      </Dialog>
      <Dialog
        title="Withdraw the conflict"
        isOpen={withdrawing !== undefined}
        onClose={() => setWithdrawing(undefined)}
      >
        {withdrawing ? (
          <WithdrawForm personId={person.id} conflict={withdrawing} onClose={() => setWithdrawing(undefined)} />
        ) : null}
      </Dialog>
    </section>
  );
}

function DeclareForm({ person, people, onClose }: Props & { onClose: () => void }) {
  const [kind, setKind] = useState<ConflictKind>('personal-therapist');
  const [other, setOther] = useState<string>();
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { run, problem, isBusy } = useChange(
    (input: { commandId: string; with: string }) =>
      api.post('/api/people/{personId}/conflicts', {
        path: { personId: person.id },
        body: { ...input, kind, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) },
      }),
    onClose,
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (other !== undefined && reason.length <= reasonLimit) run({ commandId: uuidv7(), with: other });
  }

  return (
    <form className="person-form" onSubmit={submit} noValidate>
      <Select
        label={`To ${person.name}, this person is the`}
        options={[
          { id: 'personal-therapist', label: kinds['personal-therapist'] },
          { id: 'line-manager', label: kinds['line-manager'] },
        ]}
        value={kind}
        onChange={(id) => setKind(id as ConflictKind)}
      />
      <Select
        label="Person"
        options={people.filter(({ id }) => id !== person.id).map(({ id, name }) => ({ id, label: name }))}
        value={other}
        problem={isChecked && other === undefined ? 'Choose the person.' : undefined}
        onChange={setOther}
      />
      <ReasonField value={reason} onChange={setReason} problem={undefined} />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button type="submit" look="primary" isDisabled={isBusy}>
          Declare
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </DialogActions>
    </form>
  );
}

type WithdrawProps = { personId: string; conflict: Conflict; onClose: () => void };

function WithdrawForm({ personId, conflict, onClose }: WithdrawProps) {
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { run, problem, isBusy } = useChange(
    (commandId: string) =>
      api.post('/api/people/{personId}/conflicts/withdraw', {
        path: { personId },
        body: { commandId, kind: conflict.kind, with: conflict.with, reason: reason.trim() },
      }),
    onClose,
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (reasonProblem(reason) === undefined) run(uuidv7());
  }

  return (
    <form className="person-form" onSubmit={submit} noValidate>
      <p>{conflict.name} may then share a group or an audit with this person.</p>
      <ReasonField value={reason} onChange={setReason} problem={isChecked ? reasonProblem(reason) : undefined} />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button type="submit" look="primary" isDisabled={isBusy}>
          Withdraw the conflict
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </DialogActions>
    </form>
  );
}
