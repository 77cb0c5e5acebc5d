import { type ReactNode, useState } from 'react';
import type { Problem } from '@/shared/api/problem';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { reasonLimit } from './words';

type Props = {
  title: string;
  children: ReactNode;
  act: string;
  look?: 'primary' | 'danger';
  isBusy: boolean;
  problem: Problem | undefined;
  onAct: (why: string) => void;
  onClose: () => void;
};

/** Asks once, with a reason, before something that concerns others. */
export function ReasonDialog({ title, children, act, look = 'danger', isBusy, problem, onAct, onClose }: Props) {
  const [why, setWhy] = useState('');
  const [isChecked, setChecked] = useState(false);
  const wrong = why.trim() === '' ? 'Say why, in a few words.' : why.length > reasonLimit ? 'Shorten this.' : undefined;
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      {children}
      <TextField
        label="Why"
        value={why}
        onChange={setWhy}
        limit={reasonLimit}
        lines={2}
        problem={isChecked ? wrong : undefined}
        seenBy="Kept in the group's record; the group is not shown it"
      />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button
          look={look}
          isDisabled={isBusy}
          onPress={() => {
            setChecked(true);
            if (wrong === undefined) onAct(why);
          }}
        >
          {act}
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </DialogActions>
    </Dialog>
  );
}
