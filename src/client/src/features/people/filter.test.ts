import { expect, test } from 'vitest';
import { matching } from './filter';

const person = (name: string, roles: ('trainee' | 'auditor')[], group?: string) => ({
  id: name,
  name,
  initials: 'X',
  roles,
  groups: group === undefined ? [] : [{ id: group, name: group, role: 'member' as const }],
  accreditations: [],
  joinedAt: '2026-03-03T12:00:00Z',
  email: `${name.split(' ')[0]?.toLowerCase() ?? ''}@example.org`,
});

const people = [person('Leila Haddad', ['trainee'], 'Tuesday group'), person('Ruth Pemberton', ['auditor'])];
const names = (words: string, role: 'all' | 'trainee' | 'auditor' = 'all') =>
  matching(people, { words, role }).map(({ name }) => name);

test('shows everyone until something is asked for', () => {
  expect(names(' ')).toEqual(['Leila Haddad', 'Ruth Pemberton']);
});

test('finds by name, address and group, in any order and case', () => {
  expect(names('HADDAD leila')).toEqual(['Leila Haddad']);
  expect(names('ruth@')).toEqual(['Ruth Pemberton']);
  expect(names('tuesday')).toEqual(['Leila Haddad']);
});

test('narrows down to a role', () => {
  expect(names('', 'auditor')).toEqual(['Ruth Pemberton']);
  expect(names('leila', 'auditor')).toEqual([]);
});
