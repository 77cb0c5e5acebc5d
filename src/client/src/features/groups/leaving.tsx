import { useState } from 'react';
import { api } from '@/shared/api/client';
import type { GroupPage } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useCommand } from '@/shared/api/use-command';

export function Leaving({ group, onLeft }: { group: GroupPage; onLeft: () => void }) {
  const [isAsked, setAsked] = useState(false);
  const { run, problem, isBusy } = useCommand(
    (commandId, groupId: string) => api.post('/api/groups/{groupId}/leave', { path: { groupId }, body: { commandId } }),
    onLeft,
  );
  return (
    <section className="group-part" aria-labelledby="leaving-title">
      <h2 id="leaving-title">Leaving</h2>
      <p>You can leave at any time. Nobody asks you why.</p>
      <div className="group-actions">
        <Button onPress={() => setAsked(true)}>Leave the group</Button>
      </div>
      <Dialog title={`Leave ${group.name}`} isOpen={isAsked} onClose={() => setAsked(false)}>
        <p>
          <strong>You lose</strong> access to every case of this group, at once and in every window, also to the cases
          you brought yourself.
        </p>
        <p>
          <strong>You keep</strong> your hours and what has been signed. What you wrote stays with the group under your
          name.
        </p>
        <p>Only the group’s supervisor can let you in again.</p>
        {problem ? <ProblemMessage problem={problem} /> : null}
        <DialogActions>
          <Button look="danger" isDisabled={isBusy} onPress={() => run(group.id)}>
            Leave the group
          </Button>
          <Button onPress={() => setAsked(false)}>Stay</Button>
        </DialogActions>
      </Dialog>
    </section>
  );
}
