import { createFlag } from '@/shared/flag';

/** Whether the dialog stands. Several requests that ask at once are answered together. */
export const identityAsked = createFlag();

let waiting: ((isConfirmed: boolean) => void)[] = [];

export function askWhoItIs(): Promise<boolean> {
  identityAsked.set(true);
  return new Promise((resolve) => {
    waiting.push(resolve);
  });
}

export function answerWhoItIs(isConfirmed: boolean) {
  identityAsked.set(false);
  const answered = waiting;
  waiting = [];
  for (const answer of answered) answer(isConfirmed);
}
