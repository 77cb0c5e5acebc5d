import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import type { PersonEntry } from '@/shared/api/shapes';
import { allRoles, type InstituteRole, roleNames } from '@/shared/roles';
import { Button } from '@/shared/ui/button';
import { CheckboxGroup } from '@/shared/ui/checkbox-group';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { uuidv7 } from '@/shared/uuid';
import { ReasonField, reasonProblem } from './reason-field';
import { useChange } from './use-change';

type Props = { person: PersonEntry; isOpen: boolean; onClose: () => void };

export function RolesDialog({ person, isOpen, onClose }: Props) {
  return (
    <Dialog title={`Roles of ${person.name}`} isOpen={isOpen} onClose={onClose}>
      <RolesForm person={person} onClose={onClose} />
    </Dialog>
  );
}

function RolesForm({ person, onClose }: Omit<Props, 'isOpen'>) {
  const [roles, setRoles] = useState<InstituteRole[]>([...person.roles]);
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const give = roles.filter((role) => !person.roles.includes(role));
  const take = person.roles.filter((role) => !roles.includes(role));
  const isSame = give.length + take.length === 0;
  const { run, problem, isBusy } = useChange(
    (commandId: string) =>
      api.post('/api/people/{personId}/roles', {
        path: { personId: person.id },
        body: { commandId, give, take, reason: reason.trim() },
      }),
    () => {
      notify(`The roles of ${person.name} were changed.`);
      onClose();
    },
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (isSame) onClose();
    else if (reasonProblem(reason) === undefined) run(uuidv7());
  }

  return (
    <form className="person-form" onSubmit={submit} noValidate>
      <CheckboxGroup
        label="In the institute"
        hint="None of these gives access to a case."
        options={allRoles.map((id) => ({ id, label: roleNames[id] }))}
        value={roles}
        onChange={setRoles}
      />
      <ReasonField
        value={reason}
        onChange={setReason}
        problem={isChecked && !isSame ? reasonProblem(reason) : undefined}
      />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button type="submit" look="primary" isDisabled={isBusy}>
          Change the roles
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </DialogActions>
    </form>
  );
}
