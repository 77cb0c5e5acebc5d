import type { PersonEntry } from '@/shared/api/shapes';
import type { InstituteRole } from '@/shared/roles';

export type PeopleFilter = { words: string; role: InstituteRole | 'all' };

/** Those whose name, address or group holds all the words, and who have the role. */
export function matching(people: readonly PersonEntry[], { words, role }: PeopleFilter): PersonEntry[] {
  const wanted = words.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean);
  return people.filter((person) => {
    if (role !== 'all' && !person.roles.includes(role)) return false;
    const found = [person.name, person.email ?? '', ...person.groups.map((group) => group.name)]
      .join(' ')
      .toLocaleLowerCase('en-GB');
    return wanted.every((word) => found.includes(word));
  });
}
