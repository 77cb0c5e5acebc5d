import { Link } from '@tanstack/react-router';
import type { SessionView } from '@/shared/api/shapes';
import { seesAlerts, seesKeys, seesPeople, seesSearches } from './places';

/** For those who have more places than the cases. */
export function MainNav({ session }: { session: SessionView }) {
  const [people, keys] = [seesPeople(session), seesKeys(session)];
  const searches = seesSearches(session) && !keys;
  if (!people && !keys && !searches && !seesAlerts(session)) return null;
  return (
    <nav className="shell-nav" aria-label="Main">
      <Link to="/cases">Cases</Link>
      {people ? <Link to="/groups">Groups</Link> : null}
      {people ? <Link to="/people">People</Link> : null}
      {keys ? <Link to="/keys">Keys</Link> : null}
      {seesAlerts(session) ? <Link to="/calendar">Calendar</Link> : null}
      {searches ? <Link to="/searches">Searches</Link> : null}
      {session.roles.includes('administrator') ? <Link to="/institute">Institute</Link> : null}
      {seesAlerts(session) ? <Link to="/alerts">Alerts</Link> : null}
    </nav>
  );
}
