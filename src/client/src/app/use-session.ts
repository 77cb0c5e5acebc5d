import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { sessionQuery } from '@/features/session/session-query';
import type { SessionView } from '@/shared/api/shapes';

/** Who is signed in, on pages that only signed-in people reach. */
export function useSession(): SessionView {
  const { session } = useRouteContext({ from: '/signed-in' });
  const { data } = useQuery(sessionQuery);
  return data ?? session;
}

/** Where a case of one group could go too. */
export const useOtherGroups = (groupId: string) =>
  useSession().groups.filter((group) => group.id !== groupId && group.role !== 'observer');
