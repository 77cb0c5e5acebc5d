import type { ReactNode } from 'react';
import type { CaseSummary } from '@/shared/api/shapes';
import { When } from '@/shared/ui/when';
import type { CaseGroupView } from './case-groups';

const roles: Readonly<Record<string, string>> = {
  supervisor: 'You are the supervisor',
  presenter: 'You present here',
  member: 'You are a member',
  observer: 'You observe',
};

type Props = {
  group: CaseGroupView;
  linkTo: (caseId: string, title: string) => ReactNode;
  groupLink: (groupId: string, name: string) => ReactNode;
  notice: (groupId: string) => ReactNode;
};

export function CaseGroup({ group, linkTo, groupLink, notice }: Props) {
  const titleId = `group-${group.id}`;
  return (
    <section className="case-group" aria-labelledby={titleId}>
      <div className="case-group-head">
        <h2 id={titleId}>{group.role === undefined ? group.name : groupLink(group.id, group.name)}</h2>
        <span className="quiet small">{roles[group.role ?? '']}</span>
      </div>
      {notice(group.id)}
      {group.cases.length === 0 ? (
        <p className="quiet case-group-empty">No case in this group yet.</p>
      ) : (
        <ul role="list" className="case-group-cases">
          {group.cases.map((one) => (
            <li key={one.id} className="case-row">
              <span className="case-row-title">{linkTo(one.id, one.isErased ? 'Erased case' : one.title)}</span>
              <CaseFacts summary={one} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const numbers = new Intl.NumberFormat('en-GB');

function inWords(annotations: number) {
  if (annotations === 0) return 'No annotations yet';
  return annotations === 1 ? '1 annotation' : `${numbers.format(annotations)} annotations`;
}

function CaseFacts({ summary }: { summary: CaseSummary }) {
  const { openedBy, annotations, lastActivityAt, closedAt, isErased } = summary;
  return (
    <p className="case-row-facts quiet small">
      <span>Opened by {openedBy}</span>
      <span>{inWords(annotations)}</span>
      {closedAt == null || isErased ? null : (
        <span>
          Closed <When at={closedAt} />
        </span>
      )}
      <span>
        Last activity <When at={lastActivityAt} />
      </span>
    </p>
  );
}
