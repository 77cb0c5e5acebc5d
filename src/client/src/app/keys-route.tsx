import { KeysPage } from '@/features/erasure/keys-page';
import { NotFoundPage } from './not-found-page';
import { seesKeys } from './places';
import { useSession } from './use-session';

export function KeysRoute() {
  const session = useSession();
  return seesKeys(session) ? <KeysPage /> : <NotFoundPage />;
}
