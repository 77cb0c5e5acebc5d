import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import type { PersonEntry } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { uuidv7 } from '@/shared/uuid';
import { ReasonField, reasonProblem } from './reason-field';
import { useChange } from './use-change';

type Props = { person: PersonEntry; isOpen: boolean; onClose: () => void; onLeft: () => void };

export function EndMembershipDialog({ person, isOpen, onClose, onLeft }: Props) {
  return (
    <Dialog title={`End the membership of ${person.name}`} isOpen={isOpen} onClose={onClose}>
      <EndMembershipForm person={person} onClose={onClose} onLeft={onLeft} />
    </Dialog>
  );
}

function EndMembershipForm({ person, onClose, onLeft }: Omit<Props, 'isOpen'>) {
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { run, problem, isBusy } = useChange(
    (commandId: string) =>
      api.delete('/api/people/{personId}', {
        path: { personId: person.id },
        body: { commandId, reason: reason.trim() },
      }),
    () => {
      notify(`${person.name} is no longer at the institute.`);
      onLeft();
    },
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (reasonProblem(reason) === undefined) run(uuidv7());
  }

  return (
    <form className="person-form" onSubmit={submit} noValidate>
      <p>
        Gone for {person.name}: every role here, every group, and with the groups every case. Open windows close at
        once. Kept: what they wrote, and the record of their roles and accreditations.
      </p>
      <ReasonField value={reason} onChange={setReason} problem={isChecked ? reasonProblem(reason) : undefined} />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button type="submit" look="danger" isDisabled={isBusy}>
          End the membership
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </DialogActions>
    </form>
  );
}
