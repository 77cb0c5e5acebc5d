import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/shared/api/client';
import { useCommand } from '@/shared/api/use-command';
import { uuidv7 } from '@/shared/uuid';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { Select } from '@/shared/ui/select';
import { TextField } from '@/shared/ui/text-field';
import { supervisorsQuery } from './group-queries';
import { nameLimit } from './words';

export function FormGroup({ onClose }: { onClose: () => void }) {
  const [groupId] = useState(() => uuidv7());
  const [name, setName] = useState('');
  const [supervisorId, setSupervisorId] = useState<string>();
  const { data: supervisors } = useQuery(supervisorsQuery);
  const { run, problem, isBusy } = useCommand(
    (commandId, body: { groupId: string; name: string; supervisorId: string }) =>
      api.post('/api/groups', { body: { commandId, ...body } }),
    onClose,
  );
  return (
    <Dialog title="Form a group" isOpen onClose={onClose}>
      <TextField label="Name" value={name} onChange={setName} limit={nameLimit} autoComplete="off" />
      <Select
        label="Supervisor"
        hint={
          supervisors?.length === 0
            ? 'Nobody in your institute has the role of supervisor yet.'
            : 'Adds the members and writes the contract.'
        }
        options={(supervisors ?? []).map((person) => ({ id: person.id, label: person.name }))}
        value={supervisorId}
        onChange={setSupervisorId}
      />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button
          look="primary"
          isDisabled={isBusy || name.trim() === '' || supervisorId === undefined}
          onPress={() => {
            if (supervisorId !== undefined) run({ groupId, name: name.trim(), supervisorId });
          }}
        >
          Form the group
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </DialogActions>
    </Dialog>
  );
}
