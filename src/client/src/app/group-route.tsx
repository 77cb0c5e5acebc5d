import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { GroupPage } from '@/features/groups/group-page';
import { groupQuery } from '@/features/groups/group-queries';
import { notify } from '@/shared/ui/notices';

export function GroupRoute() {
  const { groupId } = useParams({ from: '/signed-in/groups/$groupId' });
  const navigate = useNavigate();
  const queries = useQueryClient();

  function left() {
    notify('You have left the group.');
    queries.removeQueries({ queryKey: ['cases'] });
    queries.removeQueries(groupQuery(groupId));
    void navigate({ to: '/cases' });
  }

  return <GroupPage key={groupId} groupId={groupId} onLeft={left} back={<Link to="/cases">Go to your cases</Link>} />;
}
