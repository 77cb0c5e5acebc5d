import { expect, test } from 'vitest';
import { byMonth } from './months';

test('what goes stands under its month, the next first, and what has no date nowhere', () => {
  const months = byMonth([
    { id: 'c', goesAt: '2027-04-15T12:00:00Z' },
    { id: 'a', goesAt: '2027-03-03T12:00:00Z' },
    { id: 'open', goesAt: null },
    { id: 'b', goesAt: '2027-03-20T12:00:00Z' },
    { id: 'later', goesAt: '2028-03-20T12:00:00Z' },
  ]);
  expect(months.map(({ name, items }) => [name, items.map(({ id }) => id)])).toEqual([
    ['March 2027', ['a', 'b']],
    ['April 2027', ['c']],
    ['March 2028', ['later']],
  ]);
});
