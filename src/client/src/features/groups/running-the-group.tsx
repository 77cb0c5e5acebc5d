import { useState } from 'react';
import { api } from '@/shared/api/client';
import type { GroupPage } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { ReasonDialog } from './reason-dialog';
import { useCommand } from '@/shared/api/use-command';
import { nameLimit } from './words';

export function RunningTheGroup({ group }: { group: GroupPage }) {
  const [asked, setAsked] = useState<'rename' | 'close'>();
  const close = () => setAsked(undefined);
  return (
    <section className="group-part" aria-labelledby="running-title">
      <h2 id="running-title">Running this group</h2>
      <div className="group-actions">
        <Button onPress={() => setAsked('rename')}>Rename</Button>
        <Button onPress={() => setAsked('close')}>Close the group</Button>
      </div>
      {asked === 'rename' ? <Rename group={group} onClose={close} /> : null}
      {asked === 'close' ? <Close group={group} onClose={close} /> : null}
    </section>
  );
}

function Rename({ group, onClose }: { group: GroupPage; onClose: () => void }) {
  const [name, setName] = useState(group.name);
  const { run, problem, isBusy } = useCommand(
    (commandId, wanted: string) =>
      api.post('/api/groups/{groupId}/name', { path: { groupId: group.id }, body: { commandId, name: wanted } }),
    onClose,
  );
  return (
    <Dialog title="Rename the group" isOpen onClose={onClose}>
      <TextField label="Name" value={name} onChange={setName} limit={nameLimit} autoComplete="off" />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button look="primary" isDisabled={isBusy || name.trim() === ''} onPress={() => run(name.trim())}>
          Rename
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </DialogActions>
    </Dialog>
  );
}

function Close({ group, onClose }: { group: GroupPage; onClose: () => void }) {
  const { run, problem, isBusy } = useCommand(
    (commandId, why: string) =>
      api.post('/api/groups/{groupId}/close', { path: { groupId: group.id }, body: { commandId, why } }),
    onClose,
  );
  return (
    <ReasonDialog
      title={`Close ${group.name}`}
      act="Close the group"
      isBusy={isBusy}
      problem={problem}
      onAct={run}
      onClose={onClose}
    >
      <p>
        Nobody joins any more, and no new case is opened. Everyone in it can still read its cases and leave. A closed
        group is not opened again.
      </p>
    </ReasonDialog>
  );
}
