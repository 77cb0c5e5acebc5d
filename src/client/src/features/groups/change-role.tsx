import { useState } from 'react';
import { api } from '@/shared/api/client';
import type { GroupPage, GroupPerson } from '@/shared/api/shapes';
import { Select } from '@/shared/ui/select';
import { ReasonDialog } from './reason-dialog';
import { useCommand } from '@/shared/api/use-command';
import { type Role, roleNames } from './words';

const roles: readonly Role[] = ['member', 'presenter', 'supervisor'];

type Props = { group: GroupPage; person: GroupPerson; onClose: () => void };

export function ChangeRole({ group, person, onClose }: Props) {
  const [role, setRole] = useState<Role>(person.role);
  const { run, problem, isBusy } = useCommand(
    (commandId, body: { role: Role; why: string }) =>
      api.post('/api/groups/{groupId}/members/{personId}/role', {
        path: { groupId: group.id, personId: person.id },
        body: { commandId, ...body },
      }),
    onClose,
  );
  return (
    <ReasonDialog
      title={`The role of ${person.name}`}
      act="Change the role"
      look="primary"
      isBusy={isBusy}
      problem={problem}
      onAct={(why) => run({ role, why })}
      onClose={onClose}
    >
      <Select
        label="Role"
        options={roles.map((id) => ({ id, label: roleNames[id] }))}
        value={role}
        onChange={(id) => setRole(roles.find((one) => one === id) ?? person.role)}
      />
    </ReasonDialog>
  );
}
