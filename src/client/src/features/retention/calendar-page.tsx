import { useQueries } from '@tanstack/react-query';
import { useHasCome } from '@/shared/ui/use-has-come';
import { useSlow } from '@/shared/ui/use-slow';
import { useTitle } from '@/shared/ui/use-title';
import { InstituteCalendar } from './institute-calendar';
import { OwnCases } from './own-cases';
import { holdsQuery, ownRetentionQuery, retentionQuery } from './retention-queries';
import './retention.css';

/** What will be erased, and when: one's own cases, and for the data protection officer those of the institute. */
export function CalendarPage({
  isOfficer,
  linkTo,
}: {
  isOfficer: boolean;
  linkTo: (caseId: string, title: string) => React.ReactNode;
}) {
  useTitle('Calendar');
  const [own, ...institute] = useQueries({
    queries: [ownRetentionQuery, { ...retentionQuery, enabled: isOfficer }, { ...holdsQuery, enabled: isOfficer }],
  });
  const hasCome = useHasCome(own.isPending || (isOfficer && institute.some(({ isPending }) => isPending)));
  const isSlow = useSlow(!hasCome);
  return (
    <div className="calendar">
      <h1>What will be erased, and when</h1>
      {isSlow ? <div className="calendar-to-come" role="status" aria-label="Loading the calendar" /> : null}
      {hasCome && isOfficer ? <InstituteCalendar /> : null}
      {hasCome ? <OwnCases isAside={isOfficer} linkTo={linkTo} /> : null}
    </div>
  );
}
