import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import type { PersonEntry } from '@/shared/api/shapes';
import { allRoles, type InstituteRole, roleNames } from '@/shared/roles';
import { Button } from '@/shared/ui/button';
import { CheckboxGroup } from '@/shared/ui/checkbox-group';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { Select } from '@/shared/ui/select';
import { TextField } from '@/shared/ui/text-field';
import { uuidv7 } from '@/shared/uuid';
import { useChange } from './use-change';

type Props = { isOpen: boolean; people: readonly PersonEntry[]; onClose: () => void };

export function InviteDialog({ isOpen, people, onClose }: Props) {
  return (
    <Dialog title="Invite a person" isOpen={isOpen} onClose={onClose}>
      <InviteForm people={people} onClose={onClose} />
    </Dialog>
  );
}

const none = 'none';

function InviteForm({ people, onClose }: Omit<Props, 'isOpen'>) {
  const [ids] = useState(() => ({ commandId: uuidv7(), invitationId: uuidv7() }));
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<InstituteRole[]>(['trainee']);
  const [group, setGroup] = useState(none);
  const [isChecked, setChecked] = useState(false);
  const { run, problem, isBusy } = useChange(
    () =>
      api.post('/api/invitations', {
        body: { ...ids, name: name.trim(), email: email.trim(), roles, ...(group === none ? {} : { groupId: group }) },
      }),
    () => {
      notify(`An invitation went to ${email.trim()}.`);
      onClose();
    },
  );
  const problems = isChecked
    ? {
        name: name.trim() === '' ? 'Enter the person’s name.' : undefined,
        email: email.includes('@') ? undefined : 'Enter the person’s email address.',
        roles: roles.length === 0 ? 'Choose at least one role.' : undefined,
      }
    : {};

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (name.trim() !== '' && email.includes('@') && roles.length > 0) run(undefined);
  }

  return (
    <form className="person-form" onSubmit={submit} noValidate>
      <TextField label="Name" value={name} onChange={setName} problem={problems.name} autoComplete="off" />
      <TextField
        label="Email address"
        type="email"
        value={email}
        onChange={setEmail}
        problem={problems.email}
        autoComplete="off"
      />
      <CheckboxGroup
        label="Roles"
        hint="None of these gives access to a case: that comes with a group."
        options={allRoles.map((id) => ({ id, label: roleNames[id] }))}
        value={roles}
        problem={problems.roles}
        onChange={setRoles}
      />
      <Select
        label="Group"
        hint="Supervisors join it as its supervisor, everyone else as a member."
        options={[{ id: none, label: 'None for now' }, ...groupsOf(people)]}
        value={group}
        onChange={setGroup}
      />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button type="submit" look="primary" isDisabled={isBusy}>
          {isBusy ? 'Sending' : 'Send the invitation'}
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </DialogActions>
    </form>
  );
}

function groupsOf(people: readonly PersonEntry[]) {
  const groups = new Map(people.flatMap((person) => person.groups.map(({ id, name }) => [id, name] as const)));
  return [...groups].map(([id, label]) => ({ id, label })).sort((a, b) => a.label.localeCompare(b.label, 'en-GB'));
}
