import { SearchesPage } from '@/features/erasure/searches';
import { NotFoundPage } from './not-found-page';
import { seesSearches } from './places';
import { useSession } from './use-session';

export function SearchesRoute() {
  return seesSearches(useSession()) ? <SearchesPage /> : <NotFoundPage />;
}
