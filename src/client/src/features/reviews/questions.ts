import type { ReviewAnswers } from '@/shared/api/shapes';

export type Question = { id: keyof ReviewAnswers; asks: string; hint: string };

/** The five that a determined reader is thought through with. */
export const questions: readonly Question[] = [
  {
    id: 'whoMightKnow',
    asks: 'Who might know this person?',
    hint: 'Colleagues, neighbours, other clients, somebody in the other group.',
  },
  {
    id: 'whatCouldBeSearched',
    asks: 'What in it could be searched for?',
    hint: 'An event in the news, a rare illness, a trade, a place, words that were published.',
  },
  { id: 'wouldTheClient', asks: 'Would the client recognise themselves?', hint: 'And what would that do to them?' },
  { id: 'wouldARelative', asks: 'Would a relative, or somebody close to them?', hint: 'With what they already know.' },
  { id: 'whyFurther', asks: 'Why may it go further all the same?', hint: 'Your decision, and what it rests on.' },
];

export const answerLimit = 2_000;

export const noAnswers: ReviewAnswers = {
  whoMightKnow: '',
  whatCouldBeSearched: '',
  wouldTheClient: '',
  wouldARelative: '',
  whyFurther: '',
};

const day = 24 * 3_600_000;

/** What is wrong with the day from which it is reviewed again, in a sentence; none chosen is a year. */
export function faultInDay(chosen: string, now: number): string | undefined {
  if (chosen === '') return undefined;
  const from = Date.parse(chosen) - now;
  return from > 0 && from <= 365 * day ? undefined : 'Choose a day within a year from now.';
}

/** What is wrong with an answer, in a sentence. */
export function faultIn(answer: string): string | undefined {
  if (answer.trim() === '') return 'Answer this, in a few words.';
  return answer.length > answerLimit ? 'Shorten this.' : undefined;
}
