import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { OwnErasure } from '@/shared/api/shapes';
import { useCommand } from '@/shared/api/use-command';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { HowFarItIs, HowItIsDecided, WithdrawOrClose } from './asked';
import { ownErasureQuery } from './erasure-queries';
import { StepList } from './steps';
import { ownWords, wordsStepsOf } from './words';
import './erasure.css';

/** A section of one's account: the erasure of one's own notes and replies. */
export function OwnWords() {
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="own-words" aria-labelledby="own-words-title">
      <h2 id="own-words-title">Erase what you wrote</h2>
      <p className="quiet">
        All notes and replies that you have written at this institute, for everyone and for good. You see first what
        would go and what stays. A case that you brought is erased by itself, from its own menu.
      </p>
      <Button onPress={() => setOpen(true)}>See what would go</Button>
      {isOpen ? <EraseWords onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

function EraseWords({ onClose }: { onClose: () => void }) {
  const { data: own, error, refetch } = useQuery(ownErasureQuery);
  const { progress } = own ?? {};
  const asked = progress?.state === 'requested' || progress?.state === 'approved' ? progress : undefined;
  return (
    <Dialog title="Erase what you wrote" isOpen onClose={onClose}>
      {error && !own ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      {own === undefined && !error ? <p role="status">Counting what you wrote…</p> : null}
      {progress ? <Receipt progress={progress} /> : null}
      {own ? <WhatGoes own={own} /> : null}
      {own === undefined ? (
        <DialogActions>
          <Button onPress={onClose}>Close</Button>
        </DialogActions>
      ) : asked ? (
        <>
          <HowFarItIs progress={asked} />
          <WithdrawOrClose
            progress={asked}
            withdraw={(commandId) => api.delete('/api/account/contributions/erasure', { body: { commandId } })}
            onClose={onClose}
          />
        </>
      ) : (
        <Ask own={own} onClose={onClose} />
      )}
    </Dialog>
  );
}

const Receipt = ({ progress }: { progress: NonNullable<OwnErasure['progress']> }) => (
  <>
    <StepList steps={wordsStepsOf(progress)} />
    {progress.state === 'erased' && progress.scope ? (
      <p className="quiet small">Gone: {ownWords(progress.scope)}.</p>
    ) : null}
  </>
);

type Props = { own: OwnErasure; onClose: () => void };

function Ask({ own, onClose }: Props) {
  const { run, problem, isBusy } = useCommand(
    (commandId) => api.post('/api/account/contributions/erasure', { body: { commandId } }),
    () => notify('The erasure is asked for. Another person decides.'),
  );
  if (own.scope.cases === 0)
    return (
      <DialogActions>
        <Button onPress={onClose}>Close</Button>
      </DialogActions>
    );
  return (
    <>
      <HowItIsDecided waitingDays={own.waitingDays} />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button look="danger" isDisabled={isBusy} onPress={() => run(undefined)}>
          Ask for the erasure
        </Button>
        <Button onPress={onClose}>Keep it</Button>
      </DialogActions>
    </>
  );
}

function WhatGoes({ own: { scope, groups, isHeld } }: { own: OwnErasure }) {
  if (scope.cases === 0) return <p>There is no note and no reply of yours here that could be read.</p>;
  return (
    <>
      <h3 className="erasure-part">What will go, for everyone</h3>
      <ul className="erasure-list">
        <li>
          {ownWords(scope)}: {groups.join(', ')}. Also those that you have withdrawn or replaced.
        </li>
        <li>Where others repeat them, word for word.</li>
        <li>All this in every backup of the database too.</li>
      </ul>
      <h3 className="erasure-part">What stays, and why</h3>
      <ul className="erasure-list">
        <li>What others wrote, also in answer to you: it is theirs.</li>
        <li>Where you put which codes, and when: without it the group’s record has a hole.</li>
        <li>Your answers in reviews of cases, hours and signatures: the institute must keep them.</li>
      </ul>
      {isHeld ? (
        <p>
          <strong>A legal hold keeps some of it.</strong> Nobody will be shown it; it is destroyed when your institute’s
          data protection officer lifts the hold.
        </p>
      ) : null}
    </>
  );
}
