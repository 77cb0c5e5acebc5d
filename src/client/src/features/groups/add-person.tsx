import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { GroupPage } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { Select } from '@/shared/ui/select';
import { candidatesQuery } from './group-queries';
import { useCommand } from '@/shared/api/use-command';
import { type Role, roleNames } from './words';

const roles: readonly Role[] = ['member', 'presenter', 'observer', 'supervisor'];

export function AddPerson({ group, onClose }: { group: GroupPage; onClose: () => void }) {
  const candidates = useQuery(candidatesQuery(group.id));
  const [personId, setPersonId] = useState<string>();
  const [role, setRole] = useState<Role>('member');
  const { run, problem, isBusy } = useCommand(
    (commandId, body: { personId: string; role: Role }) =>
      api.post('/api/groups/{groupId}/members', { path: { groupId: group.id }, body: { commandId, ...body } }),
    onClose,
  );
  const people = (candidates.data ?? []).filter((person) => role !== 'supervisor' || person.isSupervisor);
  return (
    <Dialog title="Add somebody to the group" isOpen onClose={onClose}>
      <Select
        label="Person"
        hint={
          candidates.data?.length === 0 ? 'Everyone of the institute is in the group.' : 'Somebody of your institute.'
        }
        options={people.map(({ id, name }) => ({ id, label: name }))}
        value={people.some((person) => person.id === personId) ? personId : undefined}
        onChange={setPersonId}
      />
      <Select
        label="Role"
        options={roles.map((id) => ({ id, label: roleNames[id] }))}
        value={role}
        onChange={(id) => setRole(roles.find((one) => one === id) ?? 'member')}
      />
      <p className="quiet">
        {role === 'observer'
          ? 'An observer watches and takes no part. Everyone in the group is asked, and they join when all have consented.'
          : 'They can read every case of the group at once. Until they have signed the contract, no new case can be opened.'}
      </p>
      {candidates.error ? <ProblemMessage problem={problemOf(candidates.error)} /> : null}
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button
          look="primary"
          isDisabled={isBusy || personId === undefined}
          onPress={() => {
            if (personId !== undefined) run({ personId, role });
          }}
        >
          {role === 'observer' ? 'Ask the group' : 'Add to the group'}
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </DialogActions>
    </Dialog>
  );
}
