import { describe, expect, test } from 'vitest';
import { freshDisguises, withDisguised } from './disguises';
import { passageOf } from './passage';
import { checkOf, emptySubject, parseSubject, withReplaced } from './subject';
import { findingsOf } from './testing';

const start = { key: 'a2V5', known: [] };

describe('what was disguised in a case', () => {
  test('is remembered with the words that stood there, for what has a name', () => {
    const text = 'Anna came at 34. Anna left.';
    const findings = findingsOf(text, { Anna: {}, '34': { kind: 'AGE' } });
    const subject = { ...emptySubject, disguises: start, text: { ...passageOf(text), findings } };
    const [first, second, age] = [findings[0], findings[2], findings[1]].map((finding) => {
      if (!finding) throw new Error('Not found.');
      return { finding, text: 'Robin', decision: 'changed' as const };
    });
    if (!first || !second || !age) throw new Error('Not found.');
    const next = withReplaced(subject, 'text', [first, second, age]);
    expect(next.disguises.known).toEqual([{ words: 'Anna', kind: 'PERSON', instead: 'Robin' }]);
    expect(JSON.stringify(checkOf(next))).not.toContain('Anna');
  });

  test('holds the last wish for the same words, and nothing for words that were removed', () => {
    const anna = { words: 'Anna', kind: 'PERSON', instead: 'Robin' };
    const first = withDisguised(start, anna, 'changed');
    expect(withDisguised(first, { ...anna, words: 'ANNA’s', instead: 'Kit' }, 'changed').known).toEqual([
      { words: 'ANNA’s', kind: 'PERSON', instead: 'Kit' },
    ]);
    expect(withDisguised(first, { ...anna, instead: '' }, 'removed')).toBe(first);
  });

  test('has a key of its own that comes back from the device', () => {
    const disguises = freshDisguises();
    expect(atob(disguises.key)).toHaveLength(32);
    expect(freshDisguises().key).not.toBe(disguises.key);
    const subject = { ...emptySubject, disguises };
    expect(parseSubject(JSON.parse(JSON.stringify(subject)))?.disguises).toEqual(disguises);
    expect(parseSubject({ ...subject, disguises: undefined })?.disguises.key).not.toBe('');
  });
});
