import type { ErasureProgress, WordsErasure } from '@/shared/api/shapes';
import { useCommand } from '@/shared/api/use-command';
import { exactTime } from '@/shared/time/when';
import { Button } from '@/shared/ui/button';
import { DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';

export const HowItIsDecided = ({ waitingDays }: { waitingDays: number }) => (
  <p>
    Somebody else decides: the institute’s data protection officer or an administrator, who see none of the words. If
    nobody decides, it is carried out after {waitingDays === 1 ? '1 day' : `${waitingDays} days`}. Until then you can
    withdraw it; afterwards nobody can bring anything back.
  </p>
);

export const HowFarItIs = ({ progress }: { progress: ErasureProgress | WordsErasure }) =>
  progress.state === 'approved' ? (
    <p>It is decided, and can no longer be stopped.</p>
  ) : (
    <p>
      It waits for somebody else to decide. Without a decision it is carried out on{' '}
      <time dateTime={progress.dueAt}>{exactTime(progress.dueAt)}</time>.
    </p>
  );

type Props = {
  progress: ErasureProgress | WordsErasure;
  withdraw: (commandId: string) => Promise<unknown>;
  onClose: () => void;
};

export function WithdrawOrClose({ progress, withdraw, onClose }: Props) {
  const { run, problem, isBusy } = useCommand(withdraw, () => notify('The erasure is no longer asked for.'));
  return (
    <>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        {progress.isYours && progress.state === 'requested' ? (
          <Button look="primary" isDisabled={isBusy} onPress={() => run(undefined)}>
            Withdraw the request
          </Button>
        ) : null}
        <Button onPress={onClose}>Close</Button>
      </DialogActions>
    </>
  );
}
