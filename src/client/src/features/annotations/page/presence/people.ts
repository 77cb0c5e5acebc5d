import type { Person } from '@/features/annotations/room/types';

const HUES = 8;

/** One of the hues for people, the same on every screen: by the order of ids, so that small groups share none. */
export function personHues(people: ReadonlyMap<string, Person>): ReadonlyMap<string, number> {
  return new Map([...people.keys()].sort().map((id, index) => [id, (index % HUES) + 1]));
}

/** Someone who has left the group is still named, by what they have become. */
export const formerMember: Person = { id: '', name: 'Former member', initials: '–', role: 'member' };

export const roleNames: Readonly<Record<Person['role'], string>> = {
  supervisor: 'supervisor',
  presenter: 'presenter',
  member: 'member',
  observer: 'observer',
};
