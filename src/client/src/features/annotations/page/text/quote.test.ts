import { describe, expect, it } from 'vitest';
import { excerpt, spanOf, trimmed, wholeWords } from './quote';

describe('making a span', () => {
  const text = 'She said it never bothered me, and looked at the clock.';

  it('quotes the range and up to 32 units on either side', () => {
    const start = text.indexOf('never');
    const span = spanOf(text, { start, end: start + 'never bothered me'.length });
    expect(span).toEqual({
      start: 12,
      end: 29,
      quote: 'never bothered me',
      prefix: 'She said it ',
      suffix: ', and looked at the clock.',
    });
  });

  it('gives no more than 32 units of context', () => {
    const long = `${'a'.repeat(50)}X${'b'.repeat(50)}`;
    const span = spanOf(long, { start: 50, end: 51 });
    expect([span.prefix, span.suffix]).toEqual(['a'.repeat(32), 'b'.repeat(32)]);
  });

  it('never cuts a character in half in the context', () => {
    const long = `${'a'.repeat(9)}😀${'a'.repeat(31)}X${'b'.repeat(31)}😀`;
    const span = spanOf(long, { start: 42, end: 43 });
    expect([span.prefix, span.suffix]).toEqual(['a'.repeat(31), 'b'.repeat(31)]);
  });
});

describe('trimming a range', () => {
  it('drops white space at both ends', () => {
    expect(trimmed('a  word \n', { start: 1, end: 9 })).toEqual({ start: 3, end: 7 });
  });

  it('takes in the whole of a character it begins or ends inside', () => {
    expect(trimmed('😀 and 😀', { start: 1, end: 8 })).toEqual({ start: 0, end: 9 });
  });

  it('is nothing for white space alone', () => {
    expect(trimmed('a   b', { start: 1, end: 4 })).toBeUndefined();
  });

  it('stays within the text', () => {
    expect(trimmed('abc', { start: -4, end: 90 })).toEqual({ start: 0, end: 3 });
  });
});

describe('what a pointer selects', () => {
  const text = 'He was treating her for it.';

  it('is completed to whole words', () => {
    expect(wholeWords(text, { start: 12, end: 18 })).toEqual({ start: 7, end: 19 });
  });

  it('is exact within one word', () => {
    expect(wholeWords(text, { start: 7, end: 12 })).toEqual({ start: 7, end: 12 });
  });

  it('takes in no punctuation', () => {
    expect(wholeWords(text, { start: 20, end: 25 })).toEqual({ start: 20, end: 26 });
  });
});

describe('an excerpt', () => {
  it('is the quotation on one line', () => {
    expect(excerpt('so\n  much  ', 20)).toBe('so much');
  });

  it('is cut between words', () => {
    expect(excerpt('the smell of burnt pudding', 15)).toBe('the smell of…');
  });
});
