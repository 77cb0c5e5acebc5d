import { api } from '@/shared/api/client';
import type { KeyStatus } from '@/shared/api/shapes';
import { useCommand } from '@/shared/api/use-command';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { Steps } from './steps';

type Decision = 'approve' | 'decline';

/** Asked once, by a second person. */
export function DecideErasure({ status, onClose }: { status: KeyStatus; onClose: () => void }) {
  const { caseId, erasure, annotations } = status;
  const { run, problem, isBusy } = useCommand(
    (commandId, decision: Decision) =>
      api.post(decision === 'approve' ? '/api/erasures/{caseId}/approve' : '/api/erasures/{caseId}/decline', {
        path: { caseId },
        body: { commandId },
      }),
    () => {
      notify('The decision is kept.');
      onClose();
    },
  );
  return (
    <Dialog title="Erase this case for good?" isOpen onClose={onClose}>
      {erasure ? <Steps progress={erasure} /> : null}
      <ul className="erasure-list">
        <li>
          Its title, its text and the words of {annotations === 1 ? '1 annotation' : `${annotations} annotations`} and
          their replies will be unreadable for everyone, also in every backup of the database.
        </li>
        <li>It leaves the screens of those who have it open now.</li>
        <li>Hours and signatures stay, and that there was a case, who wrote in it and when.</li>
        <li>Nobody can bring it back.</li>
      </ul>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button look="danger" isDisabled={isBusy} onPress={() => run('approve')}>
          Erase for good
        </Button>
        <Button isDisabled={isBusy} onPress={() => run('decline')}>
          Decline
        </Button>
        <Button look="plain" onPress={onClose}>
          Decide later
        </Button>
      </DialogActions>
    </Dialog>
  );
}
