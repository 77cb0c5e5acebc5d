import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import { useCommand } from '@/shared/api/use-command';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { ProblemMessage } from '@/shared/ui/problem-message';

type Props = { caseId: string; onSteppedOut: () => void; onClose: () => void };

/** “I know this client”. Covers the page at once, so that nothing more is read while one decides. */
export function StepOut({ caseId, onSteppedOut, onClose }: Props) {
  const { run, problem, isBusy } = useCommand((commandId, left: string) => stepOut(left, commandId), onSteppedOut);
  return (
    <Dialog title="Leave this case" shape="cover" isOpen onClose={onClose}>
      <p>If you know the client, or somebody close to them, leave this case now. You are not asked how or why.</p>
      <ul>
        <li>Your access to this case ends at once, in every window, and it no longer stands in your list.</li>
        <li>The supervisor sees that you left it, and nothing else. The others are not told.</li>
        <li>You stay in the group, and your time counts as before.</li>
        <li>What you wrote here stays. You cannot come back to this case.</li>
      </ul>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button look="primary" isDisabled={isBusy} onPress={() => run(caseId)}>
          Leave this case
        </Button>
        <Button onPress={onClose}>Go back to the case</Button>
      </DialogActions>
    </Dialog>
  );
}

async function stepOut(caseId: string, commandId: string) {
  try {
    await api.post('/api/cases/{caseId}/step-out', { path: { caseId }, body: { commandId } });
  } catch (error) {
    // The answer to a first attempt was lost: the case is gone for this person already.
    if (problemOf(error).kind !== 'not-found') throw error;
  }
}
