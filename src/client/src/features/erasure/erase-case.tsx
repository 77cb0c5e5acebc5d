import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { ErasureReason, ErasureView } from '@/shared/api/shapes';
import { useCommand } from '@/shared/api/use-command';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { Select } from '@/shared/ui/select';
import { HowFarItIs, HowItIsDecided, WithdrawOrClose } from './asked';
import { erasureQuery } from './erasure-queries';
import { Steps } from './steps';
import { reasons, scopeWords } from './words';

type Props = { caseId: string; onClose: () => void };

/** For whoever brought the case and for the supervisor: what would go, what stays, and how far a request has come. */
export function EraseCase({ caseId, onClose }: Props) {
  const { data: view, error, refetch } = useQuery(erasureQuery(caseId));
  return (
    <Dialog title="Erase this case" isOpen onClose={onClose}>
      {error && !view ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      {view === undefined ? null : view.progress?.state === 'requested' || view.progress?.state === 'approved' ? (
        <Asked caseId={caseId} view={view} onClose={onClose} />
      ) : (
        <Ask caseId={caseId} view={view} onClose={onClose} />
      )}
      {view === undefined ? (
        <DialogActions>
          <Button onPress={onClose}>Close</Button>
        </DialogActions>
      ) : null}
    </Dialog>
  );
}

function Ask({ caseId, view, onClose }: Props & { view: ErasureView }) {
  const [why, setWhy] = useState<ErasureReason>();
  const [isChecked, setChecked] = useState(false);
  const { run, problem, isBusy } = useCommand(
    (commandId, chosen: ErasureReason) =>
      api.post('/api/cases/{caseId}/erasure', { path: { caseId }, body: { commandId, why: chosen } }),
    () => notify('The erasure is asked for. Another person decides.'),
  );
  return (
    <>
      {view.progress ? <Steps progress={view.progress} /> : null}
      <WhatGoes view={view} />
      <HowItIsDecided waitingDays={view.waitingDays} />
      {view.isHeld ? <Held /> : null}
      <Select
        label="Why"
        options={reasons}
        value={why}
        onChange={(id) => setWhy(reasons.find((reason) => reason.id === id)?.id)}
        problem={isChecked && why === undefined ? 'Choose why.' : undefined}
      />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button
          look="danger"
          isDisabled={isBusy}
          onPress={() => {
            setChecked(true);
            if (why !== undefined) run(why);
          }}
        >
          Ask for the erasure
        </Button>
        <Button onPress={onClose}>Keep the case</Button>
      </DialogActions>
    </>
  );
}

function Asked({ caseId, view, onClose }: Props & { view: ErasureView }) {
  const { progress } = view;
  if (progress == null) return null;
  return (
    <>
      <Steps progress={progress} />
      <HowFarItIs progress={progress} />
      {view.isHeld ? <Held /> : null}
      <WhatGoes view={view} />
      <WithdrawOrClose
        progress={progress}
        withdraw={(commandId) => api.delete('/api/cases/{caseId}/erasure', { path: { caseId }, body: { commandId } })}
        onClose={onClose}
      />
    </>
  );
}

const Held = () => (
  <p>
    <strong>A legal hold keeps this case.</strong> What is decided is carried out when your institute’s data protection
    officer lifts it.
  </p>
);

function WhatGoes({ view }: { view: ErasureView }) {
  return (
    <>
      <h3 className="erasure-part">What will go, for everyone</h3>
      <ul className="erasure-list">
        <li>The title and the text, {view.characters.toLocaleString('en-GB')} characters.</li>
        <li>
          The words of {scopeWords(view.scope)}
          {view.contributions.length > 0 ? `: ${view.contributions.map(({ name }) => name).join(', ')}` : ''}.
        </li>
        <li>All this in every backup of the database too.</li>
      </ul>
      <h3 className="erasure-part">What stays, and why</h3>
      <ul className="erasure-list">
        <li>
          That there was a case, who wrote in it and when, and with which codes: without it the record has a hole.
        </li>
        <li>Hours and signatures, which hold no word of the case: the institute must keep them.</li>
        <li>Who has opened the case, for as long as your institute says.</li>
      </ul>
    </>
  );
}
