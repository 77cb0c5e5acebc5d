import { useState } from 'react';
import { api } from '@/shared/api/client';
import type { ReviewEntry } from '@/shared/api/shapes';
import { useCommand } from '@/shared/api/use-command';
import { exactDate } from '@/shared/time/when';
import { Button } from '@/shared/ui/button';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { answerLimit, faultIn } from './questions';

/** For a second person: whoever answered does not agree with themselves. */
export function DecideReview({ caseId, review }: { caseId: string; review: ReviewEntry }) {
  const [isDeclining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const path = { caseId, reviewId: review.id };
  const agree = useCommand(
    (commandId) => api.post('/api/cases/{caseId}/review/{reviewId}/agree', { path, body: { commandId } }),
    () => notify('You have agreed.'),
  );
  const decline = useCommand(
    (commandId, why: string) =>
      api.post('/api/cases/{caseId}/review/{reviewId}/decline', { path, body: { commandId, reason: why } }),
    () => notify('You have declined.'),
  );
  const problem = agree.problem ?? decline.problem;
  return (
    <div className="review-form">
      {isDeclining ? (
        <TextField
          label="Why it should stay in this group"
          lines={2}
          limit={answerLimit}
          value={reason}
          onChange={setReason}
          problem={isChecked ? faultIn(reason) : undefined}
          seenBy="Seen by this group"
        />
      ) : (
        <p>
          Read the answers. If you agree, whoever brought the case here may bring it into another group until{' '}
          {exactDate(review.againAt)}, as long as nothing is removed from it meanwhile.
        </p>
      )}
      {problem ? <ProblemMessage problem={problem} /> : null}
      <div className="card-buttons">
        {isDeclining ? (
          <Button
            look="primary"
            isDisabled={decline.isBusy}
            onPress={() => {
              setChecked(true);
              if (faultIn(reason) === undefined) decline.run(reason);
            }}
          >
            Decline
          </Button>
        ) : (
          <Button look="primary" isDisabled={agree.isBusy} onPress={() => agree.run(undefined)}>
            Agree
          </Button>
        )}
        <Button look="plain" onPress={() => setDeclining(!isDeclining)}>
          {isDeclining ? 'Go back' : 'Decline'}
        </Button>
      </div>
    </div>
  );
}
