import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '@/shared/api/problem';
import type { OwnCase } from '@/shared/api/shapes';
import { exactDate } from '@/shared/time/when';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useSlow } from '@/shared/ui/use-slow';
import { byMonth } from './months';
import { ownRetentionQuery } from './retention-queries';
import { monthsInWords, warnedWords, whyWords } from './words';

type Props = {
  /** Whether something else stands before it: then it is left out where there is nothing. */
  isAside: boolean;
  linkTo: (caseId: string, title: string) => ReactNode;
};

/** The cases that one has brought, with their titles. */
export function OwnCases({ isAside, linkTo }: Props) {
  const { data: own, error, isPending, refetch } = useQuery(ownRetentionQuery);
  const isSlow = useSlow(isPending);
  if (isAside && own?.cases.length === 0) return null;
  const held = own?.cases.filter((one) => one.isHeld) ?? [];
  const open = own?.cases.filter((one) => !one.isHeld && one.goesAt == null) ?? [];
  const months = byMonth(own?.cases.filter((one) => !one.isHeld) ?? []);
  return (
    <section className="calendar-part" aria-labelledby="calendar-own">
      <h2 id="calendar-own">Cases that you brought</h2>
      {own ? (
        <p>
          Your institute keeps what was said about a case for {monthsInWords(own.months)} after it was closed; then it
          is erased, for everyone and for good. You are told by letter 30 days and 7 days before.
        </p>
      ) : null}
      {error && !own ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      {isSlow ? <div className="calendar-to-come" role="status" aria-label="Loading your cases" /> : null}
      {own?.cases.length === 0 ? <p className="quiet">You have brought no case, so nothing of yours will go.</p> : null}
      {own
        ? months.map((month) => (
            <Part key={month.name} title={month.name}>
              {month.items.map((one) => (
                <li key={one.caseId}>
                  <p className="calendar-what">{linkTo(one.caseId, one.title)}</p>
                  <p>
                    Goes on <strong>{exactDate(one.goesAt ?? '')}</strong>.
                  </p>
                  <p className="quiet small">
                    <bdi>{one.groupName}</bdi>. {whyWords(one, own.months)} {warnedWords(one)}
                  </p>
                </li>
              ))}
            </Part>
          ))
        : null}
      {held.length > 0 ? (
        <Part title="Held by the institute">
          {held.map((one) => (
            <Undated key={one.caseId} one={one} linkTo={linkTo}>
              It stays until the data protection officer lifts the hold.
            </Undated>
          ))}
        </Part>
      ) : null}
      {open.length > 0 ? (
        <Part title="Without a date">
          {open.map((one) => (
            <Undated key={one.caseId} one={one} linkTo={linkTo}>
              {one.why == null ? 'It is open, and kept as long as it is.' : 'Its erasure is decided and comes next.'}
            </Undated>
          ))}
        </Part>
      ) : null}
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="calendar-month" aria-label={title}>
      <h3>{title}</h3>
      <ul role="list" className="calendar-list">
        {children}
      </ul>
    </section>
  );
}

type UndatedProps = { one: OwnCase; linkTo: Props['linkTo']; children: string };

function Undated({ one, linkTo, children }: UndatedProps) {
  return (
    <li>
      <p className="calendar-what">{linkTo(one.caseId, one.title)}</p>
      <p className="quiet small">
        <bdi>{one.groupName}</bdi>. {children}
      </p>
    </li>
  );
}
