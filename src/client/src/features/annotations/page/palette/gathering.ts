import type { CodeEntry } from './code-index';

/** As the wire allows. */
export const MOST_CODES = 12;

/** Takes a code in, or out again. A book that allows one code holds the newest; with a secondary, the newest two. */
export function toggled(gathered: readonly CodeEntry[], entry: CodeEntry): readonly CodeEntry[] {
  if (gathered.some((held) => held.key === entry.key)) return gathered.filter((held) => held.key !== entry.key);
  const allowed = allowedOf(entry);
  const sameBook = gathered.filter((held) => held.book.id === entry.book.id);
  const leaving = new Set(sameBook.slice(0, Math.max(0, sameBook.length - allowed + 1)));
  const next = [...gathered.filter((held) => !leaving.has(held)), entry];
  return next.length > MOST_CODES ? gathered : next;
}

function allowedOf(entry: CodeEntry): number {
  if (entry.book.selection === 'single') return 1;
  return entry.book.selection === 'single-with-secondary' ? 2 : MOST_CODES;
}
