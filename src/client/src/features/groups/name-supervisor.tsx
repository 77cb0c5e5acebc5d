import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/shared/api/client';
import { useCommand } from '@/shared/api/use-command';
import type { GroupSummary } from '@/shared/api/shapes';
import { Select } from '@/shared/ui/select';
import { supervisorsQuery } from './group-queries';
import { ReasonDialog } from './reason-dialog';

export function NameSupervisor({ group, onClose }: { group: GroupSummary; onClose: () => void }) {
  const [personId, setPersonId] = useState<string>();
  const { data: supervisors } = useQuery(supervisorsQuery);
  const { run, problem, isBusy } = useCommand(
    (commandId, body: { personId: string; why: string }) =>
      api.post('/api/groups/{groupId}/supervisors', { path: { groupId: group.id }, body: { commandId, ...body } }),
    onClose,
  );
  return (
    <ReasonDialog
      title={`A supervisor for ${group.name}`}
      act="Name as supervisor"
      look="primary"
      isBusy={isBusy || personId === undefined}
      problem={problem}
      onAct={(why) => {
        if (personId !== undefined) run({ personId, why });
      }}
      onClose={onClose}
    >
      <p>
        They can read every case of the group at once. Whoever supervises it now stays until they leave or are removed.
      </p>
      <Select
        label="Supervisor"
        options={(supervisors ?? []).map((person) => ({ id: person.id, label: person.name }))}
        value={personId}
        onChange={setPersonId}
      />
    </ReasonDialog>
  );
}
