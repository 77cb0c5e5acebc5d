import { api } from '@/shared/api/client';
import type { GroupPage, GroupPerson } from '@/shared/api/shapes';
import { ReasonDialog } from './reason-dialog';
import { useCommand } from '@/shared/api/use-command';

type Props = { group: GroupPage; person: GroupPerson; onClose: () => void };

export function RemovePerson({ group, person, onClose }: Props) {
  const { run, problem, isBusy } = useCommand(
    (commandId, why: string) =>
      api.delete('/api/groups/{groupId}/members/{personId}', {
        path: { groupId: group.id, personId: person.id },
        body: { commandId, why },
      }),
    onClose,
  );
  return (
    <ReasonDialog
      title={`Remove ${person.name}`}
      act="Remove from the group"
      isBusy={isBusy}
      problem={problem}
      onAct={run}
      onClose={onClose}
    >
      <p>
        Their access to every case of this group ends at once, also in windows that are open. What they wrote stays,
        under their name.
      </p>
    </ReasonDialog>
  );
}
