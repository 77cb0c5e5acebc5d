/** Stands for every character of what was removed, in all that the server sends. */
export const filler = '█';

/** Words that were removed: half-open, in UTF-16 units of what they stood in. On the wire, optional members may be null. */
export type Passage = {
  /** A speaker’s label is named by a turn of theirs, and goes at all of them. */
  in: 'title' | 'text' | 'note' | 'reply' | 'speaker';
  start: number;
  end: number;
  annotationId?: string | null;
  replyId?: string | null;
};

/** What somebody points at as naming someone, with the words it stands in. */
export type Named = { passage: Passage; words: string };

type Range = { start: number; end: number };

/** The words without these; as long as before, so that every other place stays where it is. Line ends stay. */
export function without(words: string, removed: readonly Range[], at = 0): string {
  let left = words;
  for (const range of removed) {
    const start = Math.max(0, range.start - at);
    const end = Math.min(left.length, range.end - at);
    if (start >= end) continue;
    left = left.slice(0, start) + left.slice(start, end).replace(/[^\n]/g, filler) + left.slice(end);
  }
  return left;
}

/** Where something was removed. */
export function removedIn(words: string): Range[] {
  return [...words.matchAll(/█+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Whether all of it was removed: then there is no use in a bar of its length. */
export const isNothingLeft = (words: string) => words.includes(filler) && words.replaceAll(filler, '').trim() === '';

type Turn = { start: number; speaker?: string | null };

/** The turns without the labels that were removed; the same list where none was. */
export function withoutLabels<T extends Turn>(turns: readonly T[], removed: readonly Passage[]): readonly T[] {
  const starts = new Set(removed.filter((passage) => passage.in === 'speaker').map(({ start }) => start));
  const gone = new Set(turns.filter(({ start }) => starts.has(start)).map(({ speaker }) => speaker ?? ''));
  const isGone = ({ speaker }: T) => speaker != null && gone.has(speaker) && !isNothingLeft(speaker);
  if (!turns.some(isGone)) return turns;
  return turns.map((turn) => (isGone(turn) ? { ...turn, speaker: filler.repeat(turn.speaker?.length ?? 0) } : turn));
}
