import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '@/shared/api/problem';
import type { SessionView } from '@/shared/api/shapes';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useSlow } from '@/shared/ui/use-slow';
import { CaseGroup } from './case-group';
import { caseGroups, mayOpenCases } from './case-groups';
import { casesQuery } from './case-queries';
import { NoCases } from './no-cases';
import './case-list.css';

type Props = {
  session: SessionView;
  /** Links to the pages where a case is opened, made by the app, which knows the routes. */
  ways: { open: ReactNode; import: ReactNode };
  linkTo: (caseId: string, title: string) => ReactNode;
  /** To the page of a group one is in. */
  groupLink: (groupId: string, name: string) => ReactNode;
  /** What a group waits for. */
  notice: (groupId: string) => ReactNode;
};

/** No room tells this page what is removed elsewhere; so long a title stays at most on a screen that nobody touches. */
const looksAgainEvery = 30_000;

export function CaseListPage({ session, ways, ...links }: Props) {
  const {
    data: cases,
    error,
    isPending,
    refetch,
  } = useQuery({
    ...casesQuery,
    enabled: session.groups.length > 0,
    refetchInterval: looksAgainEvery,
  });
  const isSlow = useSlow(isPending && session.groups.length > 0);
  if (session.groups.length === 0) return <NoCases roles={session.roles} />;

  return (
    <div className="case-list">
      <header className="case-list-head">
        <h1>Cases</h1>
        {mayOpenCases(session) ? (
          <div className="case-list-ways">
            {ways.import}
            {ways.open}
          </div>
        ) : null}
      </header>
      {error && !cases ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      {isSlow ? <ListToCome groups={session.groups.length} /> : null}
      {cases
        ? caseGroups(session.groups, cases).map((group) => <CaseGroup key={group.id} group={group} {...links} />)
        : null}
    </div>
  );
}

function ListToCome({ groups }: { groups: number }) {
  return (
    <div role="status" aria-label="Loading the cases">
      {Array.from({ length: groups }, (_, index) => (
        <div key={index} className="case-list-to-come" aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
