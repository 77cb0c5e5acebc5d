import { describe, expect, it } from 'vitest';
import type { Code, Codebook, Family } from '@/shared/api/shapes';
import { indexCodes } from './code-index';
import { toggled } from './gathering';
import { optionGroups } from './options';
import { parseRecent, withRecent } from './recent-codes';
import { searchCodes } from './search';

const code = (id: string, label: string, definition: string, more: Partial<Code> = {}): Code => ({
  id,
  label,
  definition,
  order: 1,
  assignable: true,
  ...more,
});
const book = (id: string, family: Family, selection: string, codes: Code[]): Codebook => ({
  id,
  title: id,
  version: '1.0.0',
  family,
  scale: 'nominal',
  selection,
  codes,
});

const codes = indexCodes([
  book('dmrs', 'defences', 'multiple', [
    code('level', 'Disavowal', 'Refuses to know.', { assignable: false }),
    code('denial', 'Denial', 'Does not see what is there.', { parent: 'level' }),
    code('projection', 'Projection', 'Puts a wish of one’s own into another.', { parent: 'level' }),
    code('idealisation', 'Idealisation of others', 'Holds another to be perfect.', { aliases: ['pedestal'] }),
  ]),
  book('process', 'process', 'single', [
    code('question', 'Exploratory question', 'Asks, and leaves the answer open.'),
    code('silence', 'Silence', 'No words, and no denial of it.'),
  ]),
]);
const labels = (typed: string, recent: string[] = []) =>
  searchCodes(codes.entries, typed, recent).map((entry) => entry.code.label);

describe('finding a code', () => {
  it('puts the label before the definition', () => {
    expect(labels('denial')).toEqual(['Denial', 'Silence']);
  });

  it('knows aliases, any word of a label, and words in any order', () => {
    expect(labels('pedes')).toEqual(['Idealisation of others']);
    expect(labels('question')).toEqual(['Exploratory question']);
    expect(labels('question expl')).toEqual(['Exploratory question']);
  });

  it('does not mind accents and capitals', () => {
    expect(labels('DÉNIAL')[0]).toBe('Denial');
  });

  it('puts recent ones first among equals', () => {
    expect(labels('e', ['process/1.0.0/question'])[0]).toBe('Exploratory question');
  });

  it('offers no code that only groups others, but knows it as a heading', () => {
    expect(labels('disavowal')).toEqual([]);
    expect(codes.entries.find((entry) => entry.code.id === 'denial')?.under).toEqual(['Disavowal']);
  });

  it('still finds a code of a version that is no longer held', () => {
    expect(codes.find({ codebook: 'dmrs', version: '0.9.0', code: 'denial' })?.code.label).toBe('Denial');
  });
});

describe('the list in the palette', () => {
  const groups = (asked: Partial<Parameters<typeof optionGroups>[1]>) =>
    optionGroups(codes, { family: undefined, typed: '', recent: [], letter: '', ...asked }).map((group) => [
      group.title,
      ...group.entries.map((entry) => entry.code.id),
    ]);

  it('begins with what was used lately', () => {
    expect(groups({ recent: ['process/1.0.0/silence', 'gone/1/x'] })).toEqual([['Recent', 'silence']]);
  });

  it('shows the books of the family chosen', () => {
    expect(groups({ family: 'process' })).toEqual([['process', 'question', 'silence']]);
  });

  it('takes the letter that chose the family for the first of a word as well', () => {
    expect(groups({ family: 'process', letter: 'p', typed: 'rojec' })).toEqual([['Other codebooks', 'projection']]);
  });
});

describe('gathering', () => {
  const named = (id: string) => {
    const entry = codes.entries.find((other) => other.code.id === id);
    if (!entry) throw new Error(`There is no code ${id}.`);
    return entry;
  };
  const ids = (...taken: string[]) =>
    taken.reduce<ReturnType<typeof toggled>>((held, id) => toggled(held, named(id)), []).map((entry) => entry.code.id);

  it('takes codes in and out', () => {
    expect(ids('denial', 'silence', 'projection', 'silence')).toEqual(['denial', 'projection']);
  });

  it('holds one of a book that allows one', () => {
    expect(ids('silence', 'denial', 'question')).toEqual(['denial', 'question']);
  });
});

describe('recent codes', () => {
  it('come newest first, each once, eight at most', () => {
    const ref = (id: string) => ({ codebook: 'b', version: '1', code: id });
    expect(withRecent(['b/1/x', 'b/1/y'], [ref('y')])).toEqual(['b/1/y', 'b/1/x']);
    expect(withRecent('12345678'.split(''), [ref('z')])).toHaveLength(8);
  });

  it('are nothing when what was stored is not a list of words', () => {
    expect(parseRecent(null)).toEqual([]);
    expect(parseRecent('{"a":1}')).toEqual([]);
    expect(parseRecent('[1,"a"]')).toEqual(['a']);
    expect(parseRecent('nonsense')).toEqual([]);
  });
});
