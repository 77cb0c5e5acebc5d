import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '@/shared/api/problem';
import type { GroupPage as Group } from '@/shared/api/shapes';
import { Message } from '@/shared/ui/message';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useSlow } from '@/shared/ui/use-slow';
import { useTitle } from '@/shared/ui/use-title';
import { When } from '@/shared/ui/when';
import { Contract } from './contract';
import { groupQuery } from './group-queries';
import { Leaving } from './leaving';
import { People } from './people';
import { Proposals } from './proposals';
import { RunningTheGroup } from './running-the-group';
import './group.css';

type Props = { groupId: string; onLeft: () => void; back: ReactNode };

export function GroupPage({ groupId, onLeft, back }: Props) {
  const { data: group, error, isPending, refetch } = useQuery(groupQuery(groupId));
  const isSlow = useSlow(isPending);
  useTitle(group?.name ?? 'Group');

  if (group) return <Shown group={group} onLeft={onLeft} back={back} />;
  if (error) {
    const problem = problemOf(error);
    return (
      <div className="group">
        <h1>{problem.kind === 'not-found' ? 'Group not found' : 'The group could not be shown'}</h1>
        {problem.kind === 'not-found' ? (
          <p>This group does not exist, or you are not in it.</p>
        ) : (
          <ProblemMessage problem={problem} onRetry={() => void refetch()} />
        )}
        <p>{back}</p>
      </div>
    );
  }
  return isSlow ? (
    <div className="group" role="status" aria-label="Loading the group">
      <span className="group-to-come" aria-hidden="true" />
    </div>
  ) : null;
}

const youAre: Readonly<Record<Group['role'], string>> = {
  supervisor: 'You are the supervisor',
  presenter: 'You present here',
  member: 'You are a member',
  observer: 'You observe',
};

function Shown({ group, onLeft, back }: { group: Group; onLeft: () => void; back: ReactNode }) {
  const runs = group.role === 'supervisor' && group.closedAt == null;
  return (
    <div className="group">
      <header className="group-head">
        <p className="small">{back}</p>
        <h1>
          <bdi>{group.name}</bdi>
        </h1>
        <p className="quiet">{youAre[group.role]}</p>
      </header>
      {group.closedAt == null ? null : (
        <Message title="This group is closed">
          <p>
            It was closed <When at={group.closedAt} />. Its cases can be read, and nothing new is opened.
          </p>
        </Message>
      )}
      <Proposals group={group} />
      <Contract group={group} />
      <People group={group} />
      {runs ? <RunningTheGroup group={group} /> : null}
      <Leaving group={group} onLeft={onLeft} />
    </div>
  );
}
