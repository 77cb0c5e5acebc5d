import type { ReviewEntry } from '@/shared/api/shapes';
import { exactDate, exactTime } from '@/shared/time/when';
import { Words } from '@/shared/ui/words';
import { questions } from './questions';

/** The answers with who gave them and what became of them. */
export function ShownReview({ review, isInForce }: { review: ReviewEntry; isInForce: boolean }) {
  const { answers, by, at, againAt, standing, decidedBy, decidedAt, reason } = review;
  return (
    <section className="review" aria-label="The five questions">
      <p>
        <strong>{standingWords(standing, isInForce)}</strong>
      </p>
      <ul role="list" className="review-record">
        <li>
          Answered by <bdi>{by}</bdi>, <time dateTime={at}>{exactTime(at)}</time>
        </li>
        {decidedBy && decidedAt ? (
          <li>
            {standing === 'agreed' ? 'Agreed by' : 'Declined by'} <bdi>{decidedBy}</bdi>,{' '}
            <time dateTime={decidedAt}>{exactTime(decidedAt)}</time>
            {reason ? `: ${reason}` : ''}
          </li>
        ) : null}
        {standing === 'declined' ? null : (
          <li>
            To be reviewed again from <time dateTime={againAt}>{exactDate(againAt)}</time>
          </li>
        )}
      </ul>
      {answers ? (
        <details open={standing === 'waiting'}>
          <summary>The answers</summary>
          <dl className="review-answers">
            {questions.map(({ id, asks }) => (
              <div key={id}>
                <dt>{asks}</dt>
                <dd dir="auto">
                  <Words>{answers[id]}</Words>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </section>
  );
}

function standingWords(standing: ReviewEntry['standing'], isInForce: boolean): string {
  if (standing === 'waiting') return 'A second person has not decided yet';
  if (standing === 'declined') return 'Declined: it stays in this group';
  return isInForce ? 'Agreed: it may go into another group' : 'Out of date: answer the questions anew';
}
