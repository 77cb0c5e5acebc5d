import { useQuery } from '@tanstack/react-query';
import { problemOf } from '@/shared/api/problem';
import type { ReviewPage } from '@/shared/api/shapes';
import { exactTime } from '@/shared/time/when';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useSlow } from '@/shared/ui/use-slow';
import { AnswerQuestions } from './answer-questions';
import { CarryCase } from './carry-case';
import { DecideReview } from './decide-review';
import { reviewQuery } from './review-query';
import { ShownReview } from './shown-review';
import type { AnswersDraft } from './use-answers-draft';
import './reviews.css';

export type OwnGroup = { id: string; name: string };

type Props = { caseId: string; groups: readonly OwnGroup[]; draft: AnswersDraft; onClose: () => void };

/** Before a case goes beyond its group: five questions, a decision, a name, a date. */
export function TakeFurther({ caseId, groups, draft, onClose }: Props) {
  const { data: page, error, isPending, refetch } = useQuery(reviewQuery(caseId));
  const isSlow = useSlow(isPending);
  return (
    <Dialog title="Beyond this group" isOpen onClose={onClose}>
      {error && !page ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      {isSlow ? <div className="review-to-come" role="status" aria-label="Loading the review" /> : null}
      {page ? <Body key={page.last?.id} caseId={caseId} page={page} groups={groups} draft={draft} /> : null}
      <DialogActions>
        <Button onPress={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}

function Body({ caseId, page, groups, draft }: Omit<Props, 'onClose'> & { page: ReviewPage }) {
  const { last, isInForce, mayAnswer, mayDecide, carried } = page;
  return (
    <>
      <p>
        A case belongs to one group. Before it goes into another, whoever brought it asks what a determined reader could
        find out, and a second person agrees.
      </p>
      {carried.length > 0 ? (
        <ul role="list" className="review-record" aria-label="Where it went">
          {carried.map(({ groupName, by, at }) => (
            <li key={at + groupName}>
              Brought into <bdi>{groupName}</bdi> by <bdi>{by}</bdi>, <time dateTime={at}>{exactTime(at)}</time>
            </li>
          ))}
        </ul>
      ) : null}
      {last ? <ShownReview review={last} isInForce={isInForce} /> : null}
      {last && mayDecide ? <DecideReview caseId={caseId} review={last} /> : null}
      {isInForce && mayAnswer ? <CarryCase caseId={caseId} groups={groups} /> : null}
      {mayAnswer && !isInForce && last?.standing !== 'waiting' ? (
        <AnswerQuestions caseId={caseId} before={last?.answers} draft={draft} />
      ) : null}
      {!last && !mayAnswer ? <p className="quiet">Whoever brought the case has not asked for this.</p> : null}
    </>
  );
}
