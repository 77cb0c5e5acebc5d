import { Link } from '@tanstack/react-router';
import type { SessionView } from '@/shared/api/shapes';
import { seesPeople } from './places';

/** For those who have more places than the cases. */
export function MainNav({ session }: { session: SessionView }) {
  if (!seesPeople(session)) return null;
  return (
    <nav className="shell-nav" aria-label="Main">
      <Link to="/cases">Cases</Link>
      <Link to="/groups">Groups</Link>
      <Link to="/people">People</Link>
      {session.roles.includes('administrator') ? <Link to="/institute">Institute</Link> : null}
    </nav>
  );
}
