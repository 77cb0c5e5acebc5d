import type { ReactNode } from 'react';
import { api } from '@/shared/api/client';
import type { KeyStatus, WordsErasure } from '@/shared/api/shapes';
import { useCommand } from '@/shared/api/use-command';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { StepList, Steps } from './steps';
import { wordsStepsOf } from './words';

type Decision = 'approve' | 'decline';

export function DecideErasure({ status, onClose }: { status: KeyStatus; onClose: () => void }) {
  const { caseId, erasure, annotations } = status;
  return (
    <Decide
      title="Erase this case for good?"
      send={(commandId, decision) =>
        api.post(decision === 'approve' ? '/api/erasures/{caseId}/approve' : '/api/erasures/{caseId}/decline', {
          path: { caseId },
          body: { commandId },
        })
      }
      onClose={onClose}
    >
      {erasure ? <Steps progress={erasure} /> : null}
      <ul className="erasure-list">
        <li>
          Its title, its text and the words of {annotations === 1 ? '1 annotation' : `${annotations ?? 0} annotations`}{' '}
          and their replies will be unreadable for everyone, also in every backup of the database.
        </li>
        <li>It leaves the screens of those who have it open now.</li>
        <li>Hours and signatures stay, and that there was a case, who wrote in it and when.</li>
        <li>Nobody can bring it back.</li>
      </ul>
    </Decide>
  );
}

export function DecideWordsErasure({ erasure, onClose }: { erasure: WordsErasure; onClose: () => void }) {
  const path = { personId: erasure.person };
  return (
    <Decide
      title="Erase what this person wrote?"
      send={(commandId, decision) =>
        decision === 'approve'
          ? api.post('/api/contribution-erasures/{personId}/approve', { path, body: { commandId } })
          : api.post('/api/contribution-erasures/{personId}/decline', { path, body: { commandId } })
      }
      onClose={onClose}
    >
      <StepList steps={wordsStepsOf(erasure)} />
      <ul className="erasure-list">
        <li>
          All notes and replies that <bdi>{erasure.name}</bdi> has written here will be unreadable for everyone, also in
          every backup of the database.
        </li>
        <li>They leave the screens of those who have the cases open now, and so does what repeats them.</li>
        <li>What others wrote stays, and where this person put which codes.</li>
        <li>Nobody can bring it back.</li>
      </ul>
    </Decide>
  );
}

type Props = {
  title: string;
  send: (commandId: string, decision: Decision) => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
};

/** Asked once, by a second person. */
function Decide({ title, send, onClose, children }: Props) {
  const { run, problem, isBusy } = useCommand(send, () => {
    notify('The decision is kept.');
    onClose();
  });
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      {children}
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
