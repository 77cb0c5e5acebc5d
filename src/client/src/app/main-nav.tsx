import { Link } from '@tanstack/react-router';
import type { SessionView } from '@/shared/api/shapes';
import { seesAlerts, seesPeople } from './places';

/** For those who have more places than the cases. */
export function MainNav({ session }: { session: SessionView }) {
  if (!seesPeople(session) && !seesAlerts(session)) return null;
  return (
    <nav className="shell-nav" aria-label="Main">
      <Link to="/cases">Cases</Link>
      {seesPeople(session) ? (
        <>
          <Link to="/groups">Groups</Link>
          <Link to="/people">People</Link>
        </>
      ) : null}
      {session.roles.includes('administrator') ? <Link to="/institute">Institute</Link> : null}
      {seesAlerts(session) ? <Link to="/alerts">Alerts</Link> : null}
    </nav>
  );
}
