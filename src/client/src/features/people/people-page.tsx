import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { problemOf } from '@/shared/api/problem';
import type { PersonEntry, SessionView } from '@/shared/api/shapes';
import { allRoles, type InstituteRole, roleNames, rolesInWords } from '@/shared/roles';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { Select } from '@/shared/ui/select';
import { TextField } from '@/shared/ui/text-field';
import { useHasCome } from '@/shared/ui/use-has-come';
import { useSlow } from '@/shared/ui/use-slow';
import { matching, type PeopleFilter } from './filter';
import { FirstSteps } from './first-steps';
import { InviteDialog } from './invite-dialog';
import { PendingInvitations } from './pending-invitations';
import { invitationsQuery, peopleQuery } from './people-queries';
import './people.css';

type Props = {
  session: SessionView;
  /** Links made by the app, which knows the routes. */
  ways: { import: ReactNode; institute: ReactNode };
  linkTo: (personId: string, name: string) => ReactNode;
};

export function PeoplePage({ session, ways, linkTo }: Props) {
  const isAdministrator = session.roles.includes('administrator');
  const { data: people, error, isPending, refetch } = useQuery(peopleQuery);
  const { data: invitations = [], isPending: areInvitationsPending } = useQuery({
    ...invitationsQuery,
    enabled: isAdministrator,
  });
  const [filter, setFilter] = useState<PeopleFilter>({ words: '', role: 'all' });
  const [isInviting, setInviting] = useState(false);
  const hasCome = useHasCome(isPending || (isAdministrator && areInvitationsPending));
  const isSlow = useSlow(isPending || !hasCome);
  const isNew = isAdministrator && hasCome && people?.length === 1 && invitations.length === 0;
  const invite = (
    <Button look="primary" onPress={() => setInviting(true)}>
      Invite a person
    </Button>
  );

  return (
    <div className="people">
      <header className="people-head">
        <h1>People</h1>
        {isAdministrator && hasCome && !isNew ? (
          <div className="people-ways">
            {ways.import}
            {invite}
          </div>
        ) : null}
      </header>
      {error && !people ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      {isSlow ? <p role="status">Loading the people</p> : null}
      {isNew ? <FirstSteps settings={ways.institute} list={ways.import} invite={invite} /> : null}
      {people && hasCome && !isNew ? (
        <>
          <FilterLine filter={filter} onChange={setFilter} />
          <PeopleTable people={matching(people, filter)} all={people.length} linkTo={linkTo} />
        </>
      ) : null}
      {hasCome && invitations.length > 0 ? <PendingInvitations invitations={invitations} /> : null}
      <InviteDialog isOpen={isInviting} people={people ?? []} onClose={() => setInviting(false)} />
    </div>
  );
}

type FilterProps = { filter: PeopleFilter; onChange: (filter: PeopleFilter) => void };

function FilterLine({ filter, onChange }: FilterProps) {
  return (
    <div className="people-filter" role="search" aria-label="People">
      <TextField
        label="Find"
        type="search"
        autoComplete="off"
        value={filter.words}
        onChange={(words) => onChange({ ...filter, words })}
      />
      <Select
        label="Role"
        options={[{ id: 'all', label: 'All roles' }, ...allRoles.map((id) => ({ id, label: roleNames[id] }))]}
        value={filter.role}
        onChange={(role) => onChange({ ...filter, role: role as InstituteRole | 'all' })}
      />
    </div>
  );
}

type TableProps = { people: readonly PersonEntry[]; all: number; linkTo: Props['linkTo'] };

function PeopleTable({ people, all, linkTo }: TableProps) {
  return (
    <>
      <p className="quiet small" role="status">
        {people.length === all ? `${all} people` : `${people.length} of ${all} people`}
      </p>
      {people.length === 0 ? (
        <p className="people-none quiet">Nobody fits. Try fewer words, or all roles.</p>
      ) : (
        <table className="people-table">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Roles</th>
              <th scope="col">Groups</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.id}>
                <th scope="row">
                  {linkTo(person.id, person.name)}
                  {person.email === undefined || person.email === null ? null : (
                    <span className="quiet small people-email">{person.email}</span>
                  )}
                </th>
                <td>{rolesInWords(person.roles)}</td>
                <td>{person.groups.map((group) => group.name).join(', ') || <span className="quiet">None</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
