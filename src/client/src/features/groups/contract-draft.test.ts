import { describe, expect, test } from 'vitest';
import type { ContractTerms } from '@/shared/api/shapes';
import { draftOf, problemsOf, termsOf } from './contract-draft';

const terms: ContractTerms = {
  purpose: 'To learn.',
  frequency: 'Weekly.',
  minutes: 90,
  fees: 'None.',
  confidentiality: 'What is said here stays here.',
  records: 'Cases, for a year.',
  roundsAttributed: true,
  rounds: 'kept',
  hours: 'As each standard says.',
  lateness: 'We begin on time.',
  complaints: 'To the training lead.',
};

describe('a contract as it is typed', () => {
  test('becomes the same contract again', () => {
    expect(termsOf(draftOf(terms))).toEqual(terms);
    expect(problemsOf(draftOf(terms))).toEqual({});
  });

  test('needs words in every part', () => {
    expect(Object.keys(problemsOf({ ...draftOf(terms), fees: ' ', lateness: '' }))).toEqual(['fees', 'lateness']);
    expect(Object.keys(problemsOf(draftOf()))).toHaveLength(8);
  });

  test.each(['', '14', '481', '90.5', 'ninety'])('takes no length of “%s” minutes', (minutes) => {
    expect(problemsOf({ ...draftOf(terms), minutes }).minutes).toBeDefined();
  });

  test('takes no part of more than 2,000 characters', () => {
    expect(problemsOf({ ...draftOf(terms), hours: 'a'.repeat(2001) }).hours).toBeDefined();
  });
});
