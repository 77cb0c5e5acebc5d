import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useCommand } from '@/shared/api/use-command';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { keptForQuery } from './case-queries';

type Props = { caseId: string; onClose: () => void };

/** For whoever brought the case and for the supervisor: the group has done with it. */
export function CloseCase({ caseId, onClose }: Props) {
  const { data: months } = useQuery(keptForQuery);
  const { run, problem, isBusy } = useCommand(
    (commandId) => api.post('/api/cases/{caseId}/close', { path: { caseId }, body: { commandId } }),
    () => {
      notify('The case is closed.');
      onClose();
    },
  );
  return (
    <Dialog title="Close this case" isOpen onClose={onClose}>
      <ul className="close-case">
        <li>Everyone in the group can go on reading it. Nobody can annotate or reply any more.</li>
        <li>
          {months === undefined
            ? 'It is erased when the institute’s time of keeping is over.'
            : `It is erased ${months === 1 ? '1 month' : `${months} months`} after it was closed: that is how long your institute keeps what was said.`}{' '}
          You are told by letter 30 days and 7 days before, and the day stands in your calendar.
        </li>
        <li>You or the supervisor can open it again until then.</li>
      </ul>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button look="primary" isDisabled={isBusy} onPress={() => run(undefined)}>
          Close the case
        </Button>
        <Button onPress={onClose}>Leave it open</Button>
      </DialogActions>
    </Dialog>
  );
}

export function ReopenCase({ caseId, onClose }: Props) {
  const { run, problem, isBusy } = useCommand(
    (commandId) => api.post('/api/cases/{caseId}/reopen', { path: { caseId }, body: { commandId } }),
    () => {
      notify('The case is open again.');
      onClose();
    },
  );
  return (
    <Dialog title="Open this case again" isOpen onClose={onClose}>
      <p>The group can write in it again. The time of keeping is counted anew once it is closed the next time.</p>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button look="primary" isDisabled={isBusy} onPress={() => run(undefined)}>
          Open it again
        </Button>
        <Button onPress={onClose}>Leave it closed</Button>
      </DialogActions>
    </Dialog>
  );
}
