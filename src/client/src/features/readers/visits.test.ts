import { expect, test } from 'vitest';
import type { Reader } from '@/shared/api/shapes';
import { visitsOf } from './visits';

const opened = (name: string, at: string, what: Reader['opened'] = 'text'): Reader => ({
  personId: name.toLowerCase(),
  name,
  initials: name.slice(0, 1),
  opened: what,
  at: `2026-03-03T${at}Z`,
});

test('the text and the room opened together are one visit', () => {
  const visits = visitsOf([opened('Leila', '12:00:02', 'live'), opened('Leila', '12:00:01')]);
  expect(visits.map(({ name, at }) => [name, at])).toEqual([['Leila', '2026-03-03T12:00:02Z']]);
});

test('a later opening is another visit, and so is another person’s', () => {
  const visits = visitsOf([opened('Leila', '12:30:00'), opened('Jonas', '12:00:03'), opened('Leila', '12:00:01')]);
  expect(visits.map(({ name }) => name)).toEqual(['Leila', 'Jonas', 'Leila']);
});
