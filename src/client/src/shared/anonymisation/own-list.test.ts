import { describe, expect, test } from 'vitest';
import { emptyOwnList, isListable, parseOwnList, withListed, withoutListed } from './own-list';

describe('one’s own list', () => {
  test('holds words once, on one side, as they were last wished', () => {
    const first = withListed(withListed(emptyOwnList, ' Hope House ', 'never'), 'Bion', 'never');
    expect(first).toEqual({ never: ['Hope House', 'Bion'], always: [] });
    expect(withListed(first, 'HOPE HOUSE', 'always')).toEqual({ never: ['Bion'], always: ['HOPE HOUSE'] });
    expect(withListed(first, 'bion', 'never').never).toHaveLength(2);
    expect(withoutListed(first, 'bion').never).toEqual(['Hope House']);
  });

  test.each([
    ['Hope', true],
    ['St James’s Hospital', true],
    ['one two three four five six', true],
    ['one two three four five six seven', false],
    ['two\nlines', false],
    ['…', false],
    ['', false],
    ['x'.repeat(121), false],
  ])('takes words that the check can match: %s', (words, isTaken) => {
    expect(isListable(words)).toBe(isTaken);
    expect(withListed(emptyOwnList, words, 'never').never).toHaveLength(isTaken ? 1 : 0);
  });

  test('comes back from the device as it was, or not at all', () => {
    const list = withListed(emptyOwnList, 'Hope', 'always');
    expect(parseOwnList(JSON.parse(JSON.stringify(list)))).toEqual(list);
    for (const value of [null, 'Hope', {}, { never: [1], always: [] }]) expect(parseOwnList(value)).toBeUndefined();
  });
});
