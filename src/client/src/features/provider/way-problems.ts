const sentences = {
  'provider-expired': 'That took too long, or was begun in another browser. Try again.',
  'provider-refused': 'You turned back at your institute. Nothing has changed.',
  'provider-failed': 'Your institute could not tell us who you are. Try again, or ask its administrator.',
  'provider-unverified':
    'Your institute has not told us a verified e-mail address of its own for you. Ask its administrator.',
  'provider-not-linked':
    'Your institute’s sign-in is not linked to an account here. If you have an account, sign in with it first, then link it.',
  'provider-another-person':
    'At your institute somebody else is signed in than here. Nothing has changed. Sign out there, and try again.',
} as const;

/** How a way to an institute's provider can end badly, as the server names it in this page's address. */
export type WayProblem = keyof typeof sentences;

export const wayProblem = (word: unknown): WayProblem | undefined =>
  typeof word === 'string' && Object.hasOwn(sentences, word) ? (word as WayProblem) : undefined;

export const sentenceOf = (problem: WayProblem) => sentences[problem];
