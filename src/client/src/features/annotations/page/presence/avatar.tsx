import type { Person } from '@/features/annotations/room/types';
import './presence.css';

/** Initials in a ring of the person's hue; the name stands beside it or is read instead. */
export function Avatar({ person, hue, label = true }: { person: Person; hue: number; label?: boolean }) {
  return (
    <span
      className="avatar"
      data-person={hue}
      title={person.name}
      {...(label ? { role: 'img', 'aria-label': person.name } : { 'aria-hidden': true })}
    >
      {person.initials.slice(0, 3)}
    </span>
  );
}
