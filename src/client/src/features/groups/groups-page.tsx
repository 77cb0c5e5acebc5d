import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '@/shared/api/problem';
import type { GroupSummary } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useTitle } from '@/shared/ui/use-title';
import { FormGroup } from './form-group';
import { groupsQuery } from './group-queries';
import { NameSupervisor } from './name-supervisor';
import { waitsFor } from './words';
import './group.css';

/** For training leads and administrators: which groups there are and who runs them, and nothing of their cases. */
export function GroupsPage() {
  useTitle('Groups');
  const { data: groups, error, refetch } = useQuery(groupsQuery);
  const [isForming, setForming] = useState(false);
  const [withoutChange, setChanging] = useState<GroupSummary>();
  return (
    <div className="group">
      <header className="group-part-head">
        <h1>Groups</h1>
        <Button look="primary" onPress={() => setForming(true)}>
          Form a group
        </Button>
      </header>
      {error ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      {groups?.length === 0 ? (
        <p>There is no group yet. Form one, and name its supervisor, who adds the others.</p>
      ) : null}
      {groups && groups.length > 0 ? (
        <ul role="list" className="group-rows">
          {groups.map((group) => (
            <li key={group.id}>
              <span className="group-person">
                <bdi>{group.name}</bdi> <span className="quiet small">{inWords(group)}</span>
              </span>
              {group.closedAt == null ? (
                <Button
                  size="small"
                  look="plain"
                  aria-label={`Name a supervisor for ${group.name}`}
                  onPress={() => setChanging(group)}
                >
                  Name a supervisor
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {isForming ? <FormGroup onClose={() => setForming(false)} /> : null}
      {withoutChange ? <NameSupervisor group={withoutChange} onClose={() => setChanging(undefined)} /> : null}
    </div>
  );
}

function inWords({ supervisors, members, contract, unsigned, closedAt }: GroupSummary): string {
  const who = supervisors.length === 0 ? 'no supervisor' : supervisors.join(', ');
  const people = members === 1 ? '1 person' : `${members} people`;
  const standing =
    contract === 0 ? 'no contract yet' : unsigned > 0 ? `contract waits for ${waitsFor(unsigned)}` : 'contract signed';
  return [who, people, closedAt == null ? standing : 'closed'].join(' · ');
}
