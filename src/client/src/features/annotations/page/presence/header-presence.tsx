import { memo } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import type { Person, Presence } from '@/features/annotations/room/types';
import { Avatar } from './avatar';
import { formerMember, roleNames } from './people';
import '@/shared/ui/popover.css';

type HeaderPresenceProps = {
  present: readonly Presence[];
  people: ReadonlyMap<string, Person>;
  hues: ReadonlyMap<string, number>;
  you: string;
};

const SHOWN = 5;

/** Who is here: rings in the header, names on demand. */
export const HeaderPresence = memo(function HeaderPresence({ present, people, hues, you }: HeaderPresenceProps) {
  const here = present
    .map(({ personId }) => people.get(personId) ?? { ...formerMember, id: personId })
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
  const count = here.length;
  // Without a connection nobody knows.
  if (count === 0) return null;
  return (
    <DialogTrigger>
      <AriaButton className="header-button here">
        <span className="here-ring" aria-hidden="true">
          {here.slice(0, SHOWN).map((person) => (
            <Avatar key={person.id} person={person} hue={hues.get(person.id) ?? 1} label={false} />
          ))}
        </span>
        <span>{count === 1 ? 'Only you here' : `${count} here`}</span>
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Dialog aria-label="Who is here" className="here-dialog">
          <ul role="list" className="here-list">
            {here.map((person) => (
              <li key={person.id}>
                <Avatar person={person} hue={hues.get(person.id) ?? 1} label={false} />
                <span>
                  <bdi>{person.name}</bdi>
                  {person.id === you ? ' (you)' : ''} <span className="quiet small">{roleNames[person.role]}</span>
                </span>
              </li>
            ))}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
});
