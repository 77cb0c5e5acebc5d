import { Link } from '@tanstack/react-router';
import { PeopleImportPage } from '@/features/people/people-import-page';
import { useTitle } from '@/shared/ui/use-title';
import { NotFoundPage } from './not-found-page';
import { useSession } from './use-session';

export function PeopleImportRoute() {
  useTitle('Invite from a list');
  const session = useSession();
  if (!session.roles.includes('administrator')) return <NotFoundPage />;
  return <PeopleImportPage back={<Link to="/people">All people</Link>} />;
}
