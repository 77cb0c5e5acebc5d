import { expect, test } from 'vitest';
import { answerLimit, faultIn, faultInDay } from './questions';

const now = Date.parse('2026-03-05T18:00:00Z');

test('an answer is a few words, and not more than fit', () => {
  expect(faultIn(' \n')).toBe('Answer this, in a few words.');
  expect(faultIn('Hardly.')).toBeUndefined();
  expect(faultIn('x'.repeat(answerLimit))).toBeUndefined();
  expect(faultIn('x'.repeat(answerLimit + 1))).toBe('Shorten this.');
});

test('it is reviewed again within a year, or in a year if nobody says', () => {
  expect(faultInDay('', now)).toBeUndefined();
  expect(faultInDay('2026-03-06', now)).toBeUndefined();
  expect(faultInDay('2027-03-05', now)).toBeUndefined();
  expect(faultInDay('2026-03-05', now)).toBe('Choose a day within a year from now.');
  expect(faultInDay('2027-03-07', now)).toBe('Choose a day within a year from now.');
});
