import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import type { PersonEntry } from '@/shared/api/shapes';
import { useCommand } from '@/shared/api/use-command';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { ReasonField, reasonProblem } from './reason-field';

type Props = { person: PersonEntry; isOpen: boolean; onClose: () => void };

export function EndSessionsDialog({ person, isOpen, onClose }: Props) {
  return (
    <Dialog title={`Sign ${person.name} out everywhere`} isOpen={isOpen} onClose={onClose}>
      <EndSessionsForm person={person} onClose={onClose} />
    </Dialog>
  );
}

function EndSessionsForm({ person, onClose }: Omit<Props, 'isOpen'>) {
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { run, problem, isBusy } = useCommand(
    (commandId, why: string) =>
      api.post('/api/people/{personId}/sessions/end', {
        path: { personId: person.id },
        body: { commandId, reason: why },
      }),
    () => {
      notify(`${person.name} is signed out everywhere.`);
      onClose();
    },
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (reasonProblem(reason) === undefined) run(reason.trim());
  }

  return (
    <form className="person-form" onSubmit={submit} noValidate>
      <p>
        Every window of theirs closes at once, also at other institutes. They are told by letter, and can sign in again.
        What they were writing waits on their device. Their access tokens go on.
      </p>
      <ReasonField value={reason} onChange={setReason} problem={isChecked ? reasonProblem(reason) : undefined} />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button type="submit" look="danger" isDisabled={isBusy}>
          Sign out everywhere
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </DialogActions>
    </form>
  );
}
