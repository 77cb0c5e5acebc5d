import { useState } from 'react';
import type { GroupPage, GroupPerson } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { When } from '@/shared/ui/when';
import { AddPerson } from './add-person';
import { ChangeRole } from './change-role';
import { RemovePerson } from './remove-person';
import { roleNames } from './words';

type Asked = { act: 'add' } | { act: 'role' | 'remove'; person: GroupPerson };

export function People({ group }: { group: GroupPage }) {
  const [asked, setAsked] = useState<Asked>();
  const runs = group.role === 'supervisor' && group.closedAt == null;
  const close = () => setAsked(undefined);
  return (
    <section className="group-part" aria-labelledby="people-title">
      <div className="group-part-head">
        <h2 id="people-title">People</h2>
        {runs ? (
          <Button size="small" onPress={() => setAsked({ act: 'add' })}>
            Add somebody
          </Button>
        ) : null}
      </div>
      <ul role="list" className="group-people">
        {group.people.map((person) => (
          <li key={person.id}>
            <span className="group-person">
              <bdi>{person.name}</bdi>
              {person.id === group.you ? ' (you)' : ''} <span className="quiet small">{roleNames[person.role]}</span>
            </span>
            <Signature person={person} version={group.contract?.version} />
            {runs && person.id !== group.you ? (
              <span className="group-person-acts">
                {person.role === 'observer' ? null : (
                  <Button
                    size="small"
                    look="plain"
                    aria-label={`Change role of ${person.name}`}
                    onPress={() => setAsked({ act: 'role', person })}
                  >
                    Change role
                  </Button>
                )}
                <Button
                  size="small"
                  look="plain"
                  aria-label={`Remove ${person.name}`}
                  onPress={() => setAsked({ act: 'remove', person })}
                >
                  Remove
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {asked?.act === 'add' ? <AddPerson group={group} onClose={close} /> : null}
      {asked?.act === 'role' ? <ChangeRole group={group} person={asked.person} onClose={close} /> : null}
      {asked?.act === 'remove' ? <RemovePerson group={group} person={asked.person} onClose={close} /> : null}
    </section>
  );
}

function Signature({ person, version }: { person: GroupPerson; version: number | undefined }) {
  if (version === undefined) return null;
  return (
    <span className="small" data-signed={person.signed === version || undefined}>
      {person.signed === version && person.signedAt != null ? (
        <>
          Signed <When at={person.signedAt} />
        </>
      ) : (
        <span className="group-unsigned">
          {person.signed === 0 ? 'Has not signed yet' : 'Has signed an older version'}
        </span>
      )}
    </span>
  );
}
