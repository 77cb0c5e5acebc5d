import { Link } from '@tanstack/react-router';
import { CalendarPage } from '@/features/retention/calendar-page';
import { useSession } from './use-session';

export function CalendarRoute() {
  return (
    <CalendarPage
      isOfficer={useSession().roles.includes('data-protection-officer')}
      linkTo={(caseId, title) => (
        <Link to="/cases/$caseId" params={{ caseId }}>
          <bdi>{title}</bdi>
        </Link>
      )}
    />
  );
}
