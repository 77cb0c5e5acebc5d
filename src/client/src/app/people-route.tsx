import { Link } from '@tanstack/react-router';
import { PeoplePage } from '@/features/people/people-page';
import { useTitle } from '@/shared/ui/use-title';
import { NotFoundPage } from './not-found-page';
import { seesPeople } from './places';
import { useSession } from './use-session';
import '@/shared/ui/button.css';
import '@/shared/ui/link.css';

export function PeopleRoute() {
  useTitle('People');
  const session = useSession();
  if (!seesPeople(session)) return <NotFoundPage />;
  return (
    <PeoplePage
      session={session}
      ways={{
        import: (
          <Link to="/people/import" className="button" data-look="secondary">
            Invite from a list
          </Link>
        ),
        institute: (
          <Link to="/institute" className="button" data-look="secondary">
            Open the settings
          </Link>
        ),
      }}
      linkTo={(personId, name) => (
        <Link to="/people/$personId" params={{ personId }}>
          {name}
        </Link>
      )}
    />
  );
}
