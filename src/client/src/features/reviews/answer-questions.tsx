import { type SubmitEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { api } from '@/shared/api/client';
import type { ReviewAnswers } from '@/shared/api/shapes';
import { useCommand } from '@/shared/api/use-command';
import { systemClock } from '@/shared/time/clock';
import { Button } from '@/shared/ui/button';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { uuidv7 } from '@/shared/uuid';
import { answerLimit, faultIn, faultInDay, noAnswers, questions } from './questions';
import type { AnswersDraft } from './use-answers-draft';

type Props = { caseId: string; before: ReviewAnswers | null | undefined; draft: AnswersDraft };

export function AnswerQuestions({ caseId, before, draft }: Props) {
  const answers = draft.answers ?? before ?? noAnswers;
  const [againOn, setAgainOn] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [reviewId] = useState(uuidv7);
  const { run, problem, isBusy } = useCommand(
    (commandId, given: { answers: ReviewAnswers; againOn: string }) =>
      api.post('/api/cases/{caseId}/review', {
        path: { caseId },
        body: { commandId, reviewId, answers: given.answers, againOn: given.againOn === '' ? null : given.againOn },
      }),
    () => {
      notify('A second person of the group is asked to agree.');
      draft.keep(undefined);
    },
  );
  const form = useRef<HTMLFormElement>(null);
  const [now] = useState(systemClock.now);
  const dayFault = faultInDay(againOn, now);
  const isWhole = dayFault === undefined && questions.every(({ id }) => faultIn(answers[id]) === undefined);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    flushSync(() => setChecked(true));
    if (isWhole) run({ answers, againOn });
    else form.current?.querySelector<HTMLElement>('[data-invalid] :is(input, textarea)')?.focus();
  }

  return (
    <form ref={form} className="review-form" onSubmit={submit} noValidate>
      {questions.map(({ id, asks, hint }) => (
        <TextField
          key={id}
          label={asks}
          hint={hint}
          lines={2}
          limit={answerLimit}
          value={answers[id]}
          onChange={(value) => draft.keep({ ...answers, [id]: value })}
          problem={isChecked ? faultIn(answers[id]) : undefined}
        />
      ))}
      <TextField
        label="To be reviewed again on"
        hint="Within a year; a year from now unless you say."
        type="date"
        value={againOn}
        onChange={setAgainOn}
        problem={isChecked ? dayFault : undefined}
        seenBy="The answers are seen by this group, and sealed as the case is"
      />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <div className="card-buttons">
        <Button type="submit" look="primary" isDisabled={isBusy}>
          Ask a second person
        </Button>
      </div>
    </form>
  );
}
