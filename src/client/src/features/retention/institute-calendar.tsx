import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '@/shared/api/problem';
import type { GoingCase, GoingCount, RetentionCalendar } from '@/shared/api/shapes';
import { exactDate } from '@/shared/time/when';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useSlow } from '@/shared/ui/use-slow';
import { HoldDialog } from './hold-dialog';
import { Holds } from './holds';
import { byMonth } from './months';
import { retentionQuery } from './retention-queries';
import { countWords, monthsInWords, warnedWords, whyWords } from './words';

/** For the data protection officer: without a title. */
export function InstituteCalendar() {
  const { data: calendar, error, isPending, refetch } = useQuery(retentionQuery);
  const isSlow = useSlow(isPending);
  const [holding, setHolding] = useState<{ caseId?: string }>();
  return (
    <>
      {error && !calendar ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      {isSlow ? <div className="calendar-to-come" role="status" aria-label="Loading the calendar" /> : null}
      {calendar ? (
        <>
          <section className="calendar-part" aria-labelledby="calendar-institute">
            <h2 id="calendar-institute">The institute</h2>
            <Periods calendar={calendar} />
            <Months calendar={calendar} onHold={(caseId) => setHolding({ caseId })} />
          </section>
          <Holds calendar={calendar} onHold={() => setHolding({})} />
        </>
      ) : null}
      {holding && calendar ? (
        <HoldDialog people={calendar.people} caseId={holding.caseId} onClose={() => setHolding(undefined)} />
      ) : null}
    </>
  );
}

function Periods({ calendar }: { calendar: RetentionCalendar }) {
  const { months, accessLogMonths, invitationDays, openCases } = calendar;
  return (
    <>
      <p>
        What was said about a case is kept for {monthsInWords(months)} after it was closed, who has opened what for{' '}
        {monthsInWords(accessLogMonths)}, and an invitation for {invitationDays} days after it expired. An administrator
        changes this under “Institute”. Whoever brought a case is told by letter 30 days and 7 days before, and so are
        you.
      </p>
      <p className="quiet">
        {openCases === 1
          ? '1 case is open, and kept as long as it is.'
          : `${openCases} cases are open, and kept as long as they are.`}
      </p>
    </>
  );
}

type Item = { kind: 'case'; goesAt: string; one: GoingCase } | { kind: 'count'; goesAt: string; one: GoingCount };

function Months({ calendar, onHold }: { calendar: RetentionCalendar; onHold: (caseId: string) => void }) {
  const items: Item[] = [
    ...calendar.cases.flatMap((one): Item[] =>
      one.hold == null && one.goesAt != null ? [{ kind: 'case', goesAt: one.goesAt, one }] : [],
    ),
    ...calendar.counted.map((one): Item => ({ kind: 'count', goesAt: one.goesAt, one })),
  ];
  if (items.length === 0) return <p className="quiet">Nothing has a date yet: no case is closed.</p>;
  return byMonth(items).map((month) => (
    <section key={month.name} className="calendar-month" aria-label={month.name}>
      <h3>{month.name}</h3>
      <ul role="list" className="calendar-list">
        {month.items.map((item) =>
          item.kind === 'case' ? (
            <li key={item.one.caseId}>
              <p className="calendar-what">
                A case of <bdi>{item.one.openedBy}</bdi>, <bdi>{item.one.groupName}</bdi>, opened on{' '}
                {exactDate(item.one.openedAt)}
              </p>
              <p>
                Goes on <strong>{exactDate(item.goesAt)}</strong>.
              </p>
              <p className="quiet small">
                {whyWords(item.one, calendar.months)} {warnedWords(item.one)}
              </p>
              <Button
                size="small"
                aria-label={`Hold the case of ${item.one.openedBy}, ${item.one.groupName}`}
                onPress={() => onHold(item.one.caseId)}
              >
                Hold
              </Button>
            </li>
          ) : (
            <li key={item.one.kind}>
              <p>{countWords(item.one)}</p>
              <p className="quiet small">From {exactDate(item.goesAt)} on.</p>
            </li>
          ),
        )}
      </ul>
    </section>
  ));
}
