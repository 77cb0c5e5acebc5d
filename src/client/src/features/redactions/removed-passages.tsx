import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { RedactionEntry } from '@/shared/api/shapes';
import { useCommand } from '@/shared/api/use-command';
import { exactTime } from '@/shared/time/when';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { redactionsQuery } from './redaction-queries';
import { kindWords, placeWords, stateWords } from './words';
import './redactions.css';

type Props = { caseId: string; onClose: () => void };

/** What was removed: who, when and of what kind. Whoever may decide on it decides here, without seeing the words. */
export function RemovedPassages({ caseId, onClose }: Props) {
  const { data: redactions, error, refetch } = useQuery(redactionsQuery(caseId));
  return (
    <Dialog title="Removed to protect identity" isOpen onClose={onClose}>
      {error && !redactions ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      {redactions?.length === 0 ? <p>Nothing has been removed from this case.</p> : null}
      {redactions && redactions.length > 0 ? (
        <ul role="list" className="redaction-list" aria-label="What was removed, to be reviewed first">
          {sorted(redactions).map((one) => (
            <Entry key={one.id} caseId={caseId} redaction={one} />
          ))}
        </ul>
      ) : null}
      <DialogActions>
        <Button onPress={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}

const sorted = (redactions: readonly RedactionEntry[]) =>
  [...redactions].sort((a, b) => Number(b.state === 'held') - Number(a.state === 'held') || b.at.localeCompare(a.at));

function Entry({ caseId, redaction }: { caseId: string; redaction: RedactionEntry }) {
  const [asking, setAsking] = useState(false);
  const { id, identifies, passages, by, at, mayConfirm, mayConfirmFrom, mayRestore } = redaction;
  const path = { caseId, redactionId: id };
  const restore = useCommand(
    (commandId) => api.post('/api/cases/{caseId}/redactions/{redactionId}/restore', { path, body: { commandId } }),
    () => notify('It is back where it stood.'),
  );
  const confirm = useCommand(
    (commandId) => api.post('/api/cases/{caseId}/redactions/{redactionId}/confirm', { path, body: { commandId } }),
    () => notify('Destroyed for good.'),
  );
  const problem = restore.problem ?? confirm.problem;
  return (
    <li>
      <p>
        <strong>{kindWords(identifies)}</strong> in {placeWords(passages)}
      </p>
      <p className="quiet small">
        Removed by <bdi>{by}</bdi>, <time dateTime={at}>{exactTime(at)}</time>. {stateWords(redaction)}.
        {mayConfirmFrom ? ` You removed it yourself: you can confirm it from ${exactTime(mayConfirmFrom)}.` : ''}
      </p>
      {problem ? <ProblemMessage problem={problem} /> : null}
      {asking && mayConfirm ? (
        <div role="group" aria-label="Destroy it for good">
          <p>
            The words will be unreadable in this case, in its history and in every backup, for everyone and for good.
            All else stays.
          </p>
          <div className="card-buttons">
            <Button size="small" look="danger" isDisabled={confirm.isBusy} onPress={() => confirm.run(undefined)}>
              Destroy for good
            </Button>
            <Button size="small" look="plain" onPress={() => setAsking(false)}>
              Not yet
            </Button>
          </div>
        </div>
      ) : mayConfirm || mayRestore ? (
        <div className="card-buttons">
          {mayConfirm ? (
            <Button size="small" onPress={() => setAsking(true)}>
              Confirm
            </Button>
          ) : null}
          {mayRestore ? (
            <Button size="small" look="plain" isDisabled={restore.isBusy} onPress={() => restore.run(undefined)}>
              Put it back
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}
