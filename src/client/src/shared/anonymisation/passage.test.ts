import { describe, expect, test } from 'vitest';
import { kept } from './answering';
import {
  difference,
  edited,
  inventedIn,
  keptIn,
  mentionsOf,
  openIn,
  type Passage,
  passageOf,
  typed,
  wordsOf,
} from './passage';
import { findingsOf } from './testing';

const because = 'A published author or theory';
const noWords: ReadonlySet<string> = new Set();

function passage(text: string, ...words: string[]): Passage {
  const known = Object.fromEntries(words.map((word) => [word, {}]));
  return { ...passageOf(text), findings: findingsOf(text, known) };
}

function keeping(text: string, word: string): Passage {
  const found = passage(text, word);
  return kept(found, found.findings, because);
}

const answered = (of: Passage) => of.answers.map((answer) => [answer.start, wordsOf(of, answer)]);

describe('what was typed, as one edit', () => {
  test.each([
    ['the same', 'abc', 'abc', undefined],
    ['put in', 'ac', 'abc', { start: 1, end: 1, text: 'b' }],
    ['taken out', 'abc', 'ac', { start: 1, end: 2, text: '' }],
    ['at the end', 'ab', 'abc', { start: 2, end: 2, text: 'c' }],
    ['written over', 'one two three', 'one 2 three', { start: 4, end: 7, text: '2' }],
    ['all of it', 'abc', 'xyz', { start: 0, end: 3, text: 'xyz' }],
    ['a letter doubled', 'aa', 'aaa', { start: 2, end: 2, text: 'a' }],
  ])('%s', (_, before, after, expected) => {
    expect(difference(before, after)).toEqual(expected);
  });
});

describe('answers while one types', () => {
  test.each([
    ['before the word', 'Then Freud said so.', [[5, 'Freud']]],
    ['behind it', 'Freud said so, twice.', [[0, 'Freud']]],
    ['a possessive', 'Freud’s said so.', [[0, 'Freud']]],
    ['a letter more', 'Freuda said so.', [[0, 'Freud']]],
    ['a letter less', 'Freu said so.', []],
    ['a letter before', 'aFreud said so.', [[1, 'Freud']]],
    ['the same word once more, of which one is answered', 'Freud Freud said so.', [[0, 'Freud']]],
    ['the word is gone', ' said so.', []],
    ['something in its middle', 'Fr eud said so.', []],
  ])('%s', (_, text, expected) => {
    expect(answered(typed(keeping('Freud said so.', 'Freud'), text))).toEqual(expected);
  });

  test('find their words again when a sentence is moved', () => {
    const before = keeping('Freud wrote. She slept. It rained.', 'Freud');
    expect(answered(typed(before, 'She slept. Freud wrote. It rained.'))).toEqual([[11, 'Freud']]);
  });

  test('do not spread to more mentions than were answered', () => {
    const moved = typed(keeping('Freud wrote. She slept.', 'Freud'), 'She slept. Freud wrote to Freud.');
    expect(answered(moved)).toEqual([[11, 'Freud']]);
  });

  test('say nothing about the longer word that a letter makes of theirs', () => {
    const longer = typed(keeping('Freud said so.', 'Freud'), 'Freuda said so.');
    expect(longer.findings).toEqual([]);
    const anew = { ...longer, findings: findingsOf(longer.text, { Freuda: {} }) };
    expect(openIn(anew, noWords)).toHaveLength(1);
  });

  test('leave words in another word alone', () => {
    expect(answered(typed(keeping('Anna left. Then rain.', 'Anna'), 'Then rain. Annabel left.'))).toEqual([]);
  });
});

describe('findings while one types', () => {
  test('move along, and go when they are touched', () => {
    const moved = typed(passage('Anna met Carl.', 'Anna', 'Carl'), 'Anna often met Carla.');
    expect(moved.findings.map((finding) => wordsOf(moved, finding))).toEqual(['Anna']);
  });
});

describe('several edits at once', () => {
  test('keep what stands between them and shift the blocks of a transcript', () => {
    const text = 'Anna came.\n\nAnna and Carl left.';
    const start = passage(text, 'Anna', 'Carl');
    const blocks = [
      { kind: 'turn', start: 0, end: 10, speaker: 'Client' },
      { kind: 'turn', start: 12, end: 31, speaker: 'Therapist' },
    ] as const;
    const after = edited({ ...start, blocks }, [
      { start: 0, end: 4, text: 'Robin' },
      { start: 12, end: 16, text: 'Robin' },
    ]);
    expect(after.text).toBe('Robin came.\n\nRobin and Carl left.');
    expect(after.findings.map((finding) => wordsOf(after, finding))).toEqual(['Carl']);
    expect(after.blocks?.map((block) => after.text.slice(block.start, block.end))).toEqual([
      'Robin came.',
      'Robin and Carl left.',
    ]);
  });
});

describe('what stands open', () => {
  test('is strong and middle, and has no answer', () => {
    const text = 'Anna met Carl at Hope.';
    const findings = findingsOf(text, { Anna: {}, Carl: { tier: 'middle' }, Hope: { tier: 'weak' } });
    const start = { ...passageOf(text), findings };
    expect(openIn(start, noWords).map((finding) => wordsOf(start, finding))).toEqual(['Anna', 'Carl']);
    const after = kept(start, findings.slice(0, 1), because);
    expect(openIn(after, noWords).map((finding) => wordsOf(after, finding))).toEqual(['Carl']);
  });

  test('an answer to a longer passage answers what lies in it', () => {
    const start = keeping('Anna Freud wrote.', 'Anna Freud');
    const anew = { ...start, findings: findingsOf(start.text, { Freud: {} }) };
    expect(openIn(anew, noWords)).toEqual([]);
    expect(keptIn(anew, noWords)).toEqual([{ start: 5, end: 10, because }]);
  });

  test('an answer to a word answers its possessive, and no longer name', () => {
    const start = keeping('Freud’s Vienna.', 'Freud');
    expect(openIn({ ...start, findings: findingsOf(start.text, { 'Freud’s': {} }) }, noWords)).toEqual([]);
    expect(openIn({ ...start, findings: findingsOf(start.text, { 'Freud’s Vienna': {} }) }, noWords)).toHaveLength(1);
  });

  test('invented words need no answer wherever they are written later', () => {
    const answers = [
      { start: 0, end: 5, words: 'Robin', kind: 'PERSON', decision: 'changed', because: 'Invented for this case' },
    ] as const;
    const text = 'Robin came. Robin’s coat. Robert.';
    const start: Passage = { ...passageOf(text), answers, findings: findingsOf(text, { 'Robin’s': {}, Robert: {} }) };
    const open = openIn(start, inventedIn(start));
    expect(open.map((finding) => wordsOf(start, finding))).toEqual(['Robert']);
  });

  test('mentions of the same are found together, and others are not', () => {
    const start = passage('Anna, Carl and Anna.', 'Anna', 'Carl');
    const [first] = start.findings;
    if (!first) throw new Error('Nothing was found.');
    expect(mentionsOf(start, first).map((finding) => finding.start)).toEqual([0, 15]);
  });
});
