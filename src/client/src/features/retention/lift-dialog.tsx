import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import type { HoldEntry } from '@/shared/api/shapes';
import { useCommand } from '@/shared/api/use-command';
import { faultInReason, reasonLimit } from '@/shared/reason';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { heldWords } from './words';

export function LiftDialog({ hold, onClose }: { hold: HoldEntry; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { run, problem, isBusy } = useCommand(
    (commandId, why: string) =>
      api.post('/api/holds/{holdId}/lift', { path: { holdId: hold.id }, body: { commandId, reason: why } }),
    () => {
      notify('The hold is lifted.');
      onClose();
    },
  );
  const wrong = faultInReason(reason);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (wrong === undefined) run(reason.trim());
  }

  return (
    <Dialog title="Lift this hold" isOpen onClose={onClose}>
      <form className="calendar-form" onSubmit={submit} noValidate>
        <p>
          <bdi>{heldWords(hold)}</bdi>: {hold.reason}
        </p>
        <ul className="calendar-points">
          <li>An erasure that is decided is carried out within a minute. Nobody can bring anything back.</li>
          <li>What has been kept long enough is warned of anew, and goes 7 days later.</li>
        </ul>
        <TextField
          label="Why it may go now"
          lines={2}
          limit={reasonLimit}
          value={reason}
          onChange={setReason}
          problem={isChecked ? wrong : undefined}
          seenBy="The institute’s data protection officers"
          autoComplete="off"
        />
        {problem ? <ProblemMessage problem={problem} /> : null}
        <DialogActions>
          <Button type="submit" look="danger" isDisabled={isBusy}>
            Lift the hold
          </Button>
          <Button onPress={onClose}>Keep it</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
