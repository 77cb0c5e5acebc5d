import { plain, type CodeEntry } from './code-index';

/** Lower is better; undefined is no match. Every word typed has to be found somewhere. */
function rank(entry: CodeEntry, typed: string, words: readonly string[]): number | undefined {
  const { label, aliases, definition } = entry.words;
  if (label === typed) return 0;
  if (label.startsWith(typed)) return 1;
  if (words.every((word) => startsAWord(label, word))) return 2;
  if (aliases.some((alias) => alias.startsWith(typed))) return 3;
  if (label.includes(typed)) return 4;
  if (aliases.some((alias) => words.every((word) => startsAWord(alias, word)))) return 5;
  const everything = `${label} ${aliases.join(' ')} ${definition}`;
  if (words.every((word) => startsAWord(everything, word))) return 6;
  return words.every((word) => word.length > 2 && everything.includes(word)) ? 7 : undefined;
}

function startsAWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  }
  return false;
}

/** Entries that match what was typed, best first; among equals recent ones first, then the order of the books. */
export function searchCodes(
  entries: readonly CodeEntry[],
  typed: string,
  recent: readonly string[] = [],
): readonly CodeEntry[] {
  const wanted = plain(typed).trim();
  if (wanted === '') return entries;
  const words = wanted.split(/\s+/u);
  const recency = new Map(recent.map((key, index) => [key, index]));
  return entries
    .map((entry, order) => ({ entry, order, rank: rank(entry, wanted, words) }))
    .filter((found): found is { entry: CodeEntry; order: number; rank: number } => found.rank !== undefined)
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        (recency.get(a.entry.key) ?? Infinity) - (recency.get(b.entry.key) ?? Infinity) ||
        a.order - b.order,
    )
    .map((found) => found.entry);
}
