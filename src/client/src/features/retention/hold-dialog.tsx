import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import type { RetentionCalendar } from '@/shared/api/shapes';
import { useCommand } from '@/shared/api/use-command';
import { faultInReason, reasonLimit } from '@/shared/reason';
import { exactDate } from '@/shared/time/when';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { Select } from '@/shared/ui/select';
import { TextField } from '@/shared/ui/text-field';
import { uuidv7 } from '@/shared/uuid';
import { holdableCasesQuery } from './retention-queries';

type Props = {
  people: RetentionCalendar['people'];
  /** Chosen already, where it was pressed beside a case. */
  caseId: string | undefined;
  onClose: () => void;
};

export function HoldDialog({ people, caseId, onClose }: Props) {
  const { data: cases } = useQuery(holdableCasesQuery);
  const [what, setWhat] = useState(caseId === undefined ? undefined : `case ${caseId}`);
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [holdId] = useState(uuidv7);
  const { run, problem, isBusy } = useCommand(
    (commandId, { on, of, why }: { on: 'case' | 'person'; of: string; why: string }) =>
      api.post('/api/holds', { body: { commandId, holdId, on, of, reason: why } }),
    () => {
      notify('It is held.');
      onClose();
    },
  );
  const options = [
    ...people.map(({ id, name }) => ({ id: `person ${id}`, label: `Everything of ${name}` })),
    ...(cases ?? [])
      .filter(({ destroyedAt }) => destroyedAt == null)
      .map((one) => ({
        id: `case ${one.caseId}`,
        label: `A case of ${one.openedBy}, ${one.groupName}, opened ${exactDate(one.openedAt)}`,
      })),
  ];

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    const [on, of] = what?.split(' ') ?? [];
    if (of === undefined || faultInReason(reason) !== undefined) return;
    run({ on: on === 'person' ? 'person' : 'case', of, why: reason.trim() });
  }

  return (
    <Dialog title="Hold something" isOpen onClose={onClose}>
      <form className="calendar-form" onSubmit={submit} noValidate>
        <p>
          Nothing of it is erased until the hold is lifted. Of a person these are the cases that they brought or wrote
          in, and what they have opened.
        </p>
        <Select
          label="What"
          options={options}
          value={what}
          onChange={setWhat}
          problem={isChecked && what === undefined ? 'Choose what is held.' : undefined}
        />
        <TextField
          label="Why"
          hint="Which duty asks for it. No word about a client."
          lines={2}
          limit={reasonLimit}
          value={reason}
          onChange={setReason}
          problem={isChecked ? faultInReason(reason) : undefined}
          seenBy="The institute’s data protection officers"
          autoComplete="off"
        />
        {problem ? <ProblemMessage problem={problem} /> : null}
        <DialogActions>
          <Button type="submit" look="primary" isDisabled={isBusy}>
            Hold
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
