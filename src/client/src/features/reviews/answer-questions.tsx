import { useState } from 'react';
import { api } from '@/shared/api/client';
import type { ReviewAnswers } from '@/shared/api/shapes';
import { useCommand } from '@/shared/api/use-command';
import { Button } from '@/shared/ui/button';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { uuidv7 } from '@/shared/uuid';
import { answerLimit, faultIn, noAnswers, questions } from './questions';

type Props = { caseId: string; before: ReviewAnswers | null | undefined };

export function AnswerQuestions({ caseId, before }: Props) {
  const [answers, setAnswers] = useState(before ?? noAnswers);
  const [againOn, setAgainOn] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [reviewId] = useState(uuidv7);
  const { run, problem, isBusy } = useCommand(
    (commandId, given: { answers: ReviewAnswers; againOn: string }) =>
      api.post('/api/cases/{caseId}/review', {
        path: { caseId },
        body: { commandId, reviewId, answers: given.answers, againOn: given.againOn === '' ? null : given.againOn },
      }),
    () => notify('A second person of the group is asked to agree.'),
  );
  const isWhole = questions.every(({ id }) => faultIn(answers[id]) === undefined);
  return (
    <div className="review-form">
      {questions.map(({ id, asks, hint }) => (
        <TextField
          key={id}
          label={asks}
          hint={hint}
          lines={2}
          limit={answerLimit}
          value={answers[id]}
          onChange={(value) => setAnswers({ ...answers, [id]: value })}
          problem={isChecked ? faultIn(answers[id]) : undefined}
        />
      ))}
      <TextField
        label="To be reviewed again on"
        hint="Within a year; a year from now unless you say."
        type="date"
        value={againOn}
        onChange={setAgainOn}
        seenBy="The answers are seen by this group, and sealed as the case is"
      />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <div className="card-buttons">
        <Button
          look="primary"
          isDisabled={isBusy}
          onPress={() => {
            setChecked(true);
            if (isWhole) run({ answers, againOn });
          }}
        >
          Ask a second person
        </Button>
      </div>
    </div>
  );
}
