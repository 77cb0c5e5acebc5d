import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { PersonPage } from '@/features/people/person-page';
import { useTitle } from '@/shared/ui/use-title';
import { NotFoundPage } from './not-found-page';
import { seesPeople } from './places';
import { useSession } from './use-session';

export function PersonRoute() {
  useTitle('Person');
  const session = useSession();
  const navigate = useNavigate();
  const { personId } = useParams({ from: '/signed-in/people/$personId' });
  if (!seesPeople(session)) return <NotFoundPage />;
  return (
    <PersonPage
      personId={personId}
      session={session}
      back={<Link to="/people">All people</Link>}
      onLeft={() => void navigate({ to: '/people' })}
    />
  );
}
