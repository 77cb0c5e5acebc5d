import { useTitle } from '@/shared/ui/use-title';
import { InstituteCalendar } from './institute-calendar';
import { OwnCases } from './own-cases';
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
  return (
    <div className="calendar">
      <h1>What will be erased, and when</h1>
      {isOfficer ? <InstituteCalendar /> : null}
      <OwnCases isAside={isOfficer} linkTo={linkTo} />
    </div>
  );
}
