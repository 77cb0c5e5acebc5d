import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '@/shared/api/problem';
import type { HoldEntry, RetentionCalendar } from '@/shared/api/shapes';
import { exactDate } from '@/shared/time/when';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { LiftDialog } from './lift-dialog';
import { holdsQuery } from './retention-queries';
import { heldWords } from './words';

type Props = { calendar: RetentionCalendar; onHold: () => void };

/** What stays whatever the calendar says, why, and what waits for it. */
export function Holds({ calendar, onHold }: Props) {
  const { data: holds, error, refetch } = useQuery(holdsQuery);
  const [lifting, setLifting] = useState<HoldEntry>();
  const standing = holds?.filter((hold) => hold.liftedAt == null) ?? [];
  const lifted = holds?.filter((hold) => hold.liftedAt != null) ?? [];
  return (
    <section className="calendar-part" aria-labelledby="calendar-holds">
      <h2 id="calendar-holds">Legal holds</h2>
      <p>
        What is held is not erased, neither in time nor because somebody asked; what is decided waits. Whoever brought
        the case sees that it is held, and not why.
      </p>
      {error && !holds ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      {holds && standing.length === 0 ? <p className="quiet">Nothing is held.</p> : null}
      {standing.length > 0 ? (
        <ul role="list" className="calendar-list">
          {standing.map((hold) => (
            <li key={hold.id}>
              <p className="calendar-what">
                <bdi>{heldWords(hold)}</bdi>
              </p>
              <p>{hold.reason}</p>
              <p className="quiet small">
                Held by <bdi>{hold.setBy}</bdi> since {exactDate(hold.setAt)}. {waitingWords(hold, calendar)}
              </p>
              <Button size="small" aria-label={`Lift the hold: ${heldWords(hold)}`} onPress={() => setLifting(hold)}>
                Lift
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {holds || error ? (
        // Not before what stands above it is known: a press is lost when the button moves under it.
        <div>
          <Button look="primary" onPress={onHold}>
            Hold something
          </Button>
        </div>
      ) : null}
      {lifted.length > 0 ? (
        <details>
          <summary>Lifted holds ({lifted.length})</summary>
          <ul role="list" className="calendar-list">
            {lifted.map((hold) => (
              <li key={hold.id}>
                <p>
                  <bdi>{heldWords(hold)}</bdi>: {hold.reason}
                </p>
                <p className="quiet small">
                  From {exactDate(hold.setAt)} to {exactDate(hold.liftedAt ?? '')}. Lifted by <bdi>{hold.liftedBy}</bdi>
                  : {hold.liftedBecause}
                </p>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {lifting ? <LiftDialog hold={lifting} onClose={() => setLifting(undefined)} /> : null}
    </section>
  );
}

function waitingWords(hold: HoldEntry, { cases }: RetentionCalendar): string {
  const waiting = cases.filter(
    (one) => one.hold?.id === hold.id && (one.goesAt == null || Date.parse(one.goesAt) <= Date.now()),
  ).length;
  if (waiting === 0) return 'Nothing would go now.';
  return waiting === 1 ? '1 case waits for it.' : `${waiting} cases wait for it.`;
}
