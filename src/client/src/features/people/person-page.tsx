import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { problemOf } from '@/shared/api/problem';
import type { PersonEntry, SessionView } from '@/shared/api/shapes';
import { rolesInWords } from '@/shared/roles';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { AccreditationSection } from './accreditation-section';
import { ConflictSection } from './conflict-section';
import { EndMembershipDialog } from './end-membership-dialog';
import { EndSessionsDialog } from './end-sessions-dialog';
import { peopleQuery } from './people-queries';
import { RolesDialog } from './roles-dialog';
import './people.css';

type Props = { personId: string; session: SessionView; back: ReactNode; onLeft: () => void };

export function PersonPage({ personId, session, back, onLeft }: Props) {
  const { data: people, error, refetch } = useQuery(peopleQuery);
  if (!people) {
    return (
      <div className="people">
        {error ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      </div>
    );
  }
  const person = people.find(({ id }) => id === personId);
  return (
    <div className="people">
      <p>{back}</p>
      {person ? (
        <Person
          person={person}
          people={people}
          isAdministrator={session.roles.includes('administrator')}
          onLeft={onLeft}
        />
      ) : (
        <>
          <h1>Person not found</h1>
          <p>Nobody with this address is at the institute, or they have left.</p>
        </>
      )}
    </div>
  );
}

type PersonProps = {
  person: PersonEntry;
  people: readonly PersonEntry[];
  isAdministrator: boolean;
  onLeft: () => void;
};

function Person({ person, people, isAdministrator, onLeft }: PersonProps) {
  const [dialog, setDialog] = useState<'roles' | 'sessions' | 'leave'>();
  const close = () => setDialog(undefined);
  return (
    <>
      <header className="people-head">
        <h1>{person.name}</h1>
        {person.email === undefined || person.email === null ? null : <p className="quiet">{person.email}</p>}
      </header>
      <section className="person-section" aria-labelledby="roles">
        <div className="person-section-head">
          <h2 id="roles">Roles</h2>
          {isAdministrator ? <Button onPress={() => setDialog('roles')}>Change roles</Button> : null}
        </div>
        <p>{rolesInWords(person.roles)}</p>
        <p className="quiet small">
          Groups: {person.groups.map(({ name, role }) => `${name} (${role})`).join(', ') || 'none'}
        </p>
      </section>
      <AccreditationSection person={person} />
      {isAdministrator ? (
        <>
          <ConflictSection person={person} people={people} />
          <section className="person-section" aria-labelledby="sessions">
            <h2 id="sessions">Where they are signed in</h2>
            <p className="quiet">For a device that was lost, or a password that others know.</p>
            <div>
              <Button onPress={() => setDialog('sessions')}>Sign out everywhere</Button>
            </div>
          </section>
          <section className="person-section" aria-labelledby="leaving">
            <h2 id="leaving">Leaving the institute</h2>
            <p className="quiet">
              {person.name} loses all roles and groups at once. What they have written stays in the cases.
            </p>
            <div>
              <Button look="danger" onPress={() => setDialog('leave')}>
                End the membership
              </Button>
            </div>
          </section>
          <RolesDialog person={person} isOpen={dialog === 'roles'} onClose={close} />
          <EndSessionsDialog person={person} isOpen={dialog === 'sessions'} onClose={close} />
          <EndMembershipDialog person={person} isOpen={dialog === 'leave'} onClose={close} onLeft={onLeft} />
        </>
      ) : null}
    </>
  );
}
