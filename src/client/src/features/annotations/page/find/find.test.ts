import { describe, expect, it } from 'vitest';
import { find, type FindIn } from './find';

const text = 'The smell of burnt pudding. Then the SMELL of cigars (smoke).';
const within: FindIn = {
  text,
  blocks: [{ start: 0, end: text.length }],
  codes: [],
  people: [{ id: 'p1', name: 'Jonas Smelik', initials: 'JS', role: 'member' }],
  commands: [
    { id: 'help', label: 'Show the keys' },
    { id: 'hide', label: 'Hide the case' },
  ],
};

describe('finding', () => {
  it('offers the commands before anything is typed', () => {
    expect(find(within, '  ').map((found) => found.id)).toEqual(['help', 'hide']);
  });

  it('finds people, then places in the text, whatever the case of letters', () => {
    expect(find(within, 'smel').map((found) => found.kind)).toEqual(['person', 'text', 'text']);
  });

  it('shows what stands around a place', () => {
    expect(find(within, 'smell').at(-1)).toMatchObject({ before: 'of burnt pudding. Then the ', match: 'SMELL' });
  });

  it('takes what was typed literally', () => {
    expect(find(within, '(smoke).')).toHaveLength(1);
    expect(find(within, '.*')).toHaveLength(0);
  });
});
