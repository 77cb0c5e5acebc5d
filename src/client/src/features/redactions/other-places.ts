import type { Passage } from '@/shared/redaction/passages';

/** What people wrote, by where it stands. */
export type Written = Omit<Passage, 'start' | 'end'> & {
  words: string;
  /** Of a speaker’s label: a turn of theirs. */
  turn?: { start: number; end: number };
};

/** As many as the server takes at once, the one that was pointed at among them. */
export const MOST_PASSAGES = 200;

/** Where else the same words stand, in capitals or not; within a longer word they are not the same. */
export function otherPlaces(named: Passage, wanted: string, all: readonly Written[]): readonly Passage[] {
  const words = wanted.trim();
  if (words.length < 2) return [];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(words)}(?![\\p{L}\\p{N}])`, 'giu');
  const found: Passage[] = [];
  for (const { words: written, turn, ...where } of all) {
    if (turn) {
      const passage = { ...where, ...turn };
      if (written.search(pattern) >= 0 && !isSame(passage, named)) found.push(passage);
      continue;
    }
    for (const match of written.matchAll(pattern)) {
      const passage = { ...where, start: match.index, end: match.index + match[0].length };
      if (!isSame(passage, named)) found.push(passage);
    }
  }
  return found.slice(0, MOST_PASSAGES - 1);
}

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&').replace(/\s+/gu, '\\s+');

function isSame(a: Passage, b: Passage): boolean {
  const sameField = a.in === b.in && id(a.annotationId) === id(b.annotationId) && id(a.replyId) === id(b.replyId);
  return sameField && a.start < b.end && a.end > b.start;
}

const id = (value: string | null | undefined) => value ?? '';
