import type { Block } from '@/shared/api/shapes';
import { type Change, type Finding, inventedReason, type Kept, needsAnswer, type Range } from './finding';
import { ownListReason } from './own-list';

export type Decision = Change['decision'] | 'kept';

/** What the author decided about words that stand in the text: kept as they were, or put there instead of others. */
export type Answer = Range & { words: string; kind: string; decision: Decision; because: string };

/** A text with what was found in it and what was answered. Answers and findings stand by place. */
export type Passage = {
  text: string;
  answers: readonly Answer[];
  findings: readonly Finding[];
  /** Of a transcript: they move along with the words. */
  blocks?: readonly Block[];
};

export type Edit = Range & { text: string };

export const passageOf = (text: string, blocks?: readonly Block[]): Passage => ({
  text,
  answers: [],
  findings: [],
  ...(blocks === undefined ? {} : { blocks }),
});

export const wordsOf = (passage: Passage, { start, end }: Range) => passage.text.slice(start, end);

const letter = /[\p{L}\p{N}]/u;
const isLetter = (text: string, at: number) => letter.test(text.charAt(at));

/** Where `offset` comes to stand; a passage's start stays before what is put in at it, its end behind. */
function shiftOf(edits: readonly Edit[]): (offset: number) => number {
  const ends = edits.map((edit) => edit.end);
  let sum = 0;
  const shifts = edits.map((edit) => (sum += edit.text.length - (edit.end - edit.start)));
  return (offset) => offset + (shifts[countUpTo(ends, offset) - 1] ?? 0);
}

/** How many of the numbers, which ascend, are no greater. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The edits, by place and apart from each other, made at once. What they touch of findings and answers goes. */
export function edited(passage: Passage, edits: readonly Edit[]): Passage {
  if (edits.length === 0) return passage;
  const parts: string[] = [];
  let from = 0;
  for (const edit of edits) {
    parts.push(passage.text.slice(from, edit.start), edit.text);
    from = edit.end;
  }
  const text = parts.join('') + passage.text.slice(from);
  const shift = shiftOf(edits);
  const starts = edits.map((edit) => edit.start);

  function moved<T extends Range>(range: T): T | undefined {
    const first = edits[countUpTo(starts, range.end) - 1];
    const before = edits[countUpTo(starts, range.start) - 1];
    if ([first, before].some((edit) => edit && touches(edit, range))) return undefined;
    const start = shift(range.start);
    return { ...range, start, end: start + range.end - range.start };
  }

  const kept = <T extends Range>(ranges: readonly T[]) => ranges.map(moved).filter((range) => range !== undefined);
  // Letters put in at its edge make another word of what was found. An answer waits: the longer word is not answered.
  const isWhole = ({ start, end }: Range) => !isLetter(text, start - 1) && !isLetter(text, end);
  const { blocks } = passage;
  return {
    text,
    answers: kept(passage.answers),
    findings: kept(passage.findings).filter(isWhole),
    ...(blocks === undefined ? {} : { blocks: blocks.map((block) => movedBlock(block, edits, shift)) }),
  };
}

const touches = (edit: Range, { start, end }: Range) =>
  (edit.start < end && edit.end > start) || (edit.start > start && edit.start < end);

/** A block holds what is put in at its start, and not what is put in at its end by the next one. */
function movedBlock(block: Block, edits: readonly Edit[], shift: (offset: number) => number): Block {
  const atStart = edits.find((edit) => edit.start === edit.end && edit.end === block.start);
  return { ...block, start: shift(block.start) - (atStart?.text.length ?? 0), end: shift(block.end) };
}

/** The text as it was typed. Answers to words that were moved along, as in cutting and pasting, find them again. */
export function typed(passage: Passage, text: string): Passage {
  const edit = difference(passage.text, text);
  if (!edit) return passage;
  const next = edited(passage, [edit]);
  const lost = passage.answers.filter((answer) => touches(edit, answer));
  const found = foundAgain(lost, text, { start: edit.start, end: edit.start + edit.text.length });
  const known = new Set(next.answers.map((answer) => answer.start));
  const news = found.filter((answer) => !known.has(answer.start));
  return news.length === 0 ? next : { ...next, answers: byPlace([...next.answers, ...news]) };
}

function foundAgain(lost: readonly Answer[], text: string, within: Range): Answer[] {
  let from = within.start;
  return lost.flatMap((answer) => {
    for (let at = text.indexOf(answer.words, from); at >= 0; at = text.indexOf(answer.words, at + 1)) {
      const end = at + answer.words.length;
      if (end > within.end) return [];
      if (isLetter(text, at - 1) || isLetter(text, end)) continue;
      from = end;
      return [{ ...answer, start: at, end }];
    }
    return [];
  });
}

/** What was typed, as one edit; undefined if nothing was. */
export function difference(before: string, after: string): Edit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same += 1;
  }
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

export const byPlace = <T extends Range>(ranges: readonly T[]): T[] => ranges.toSorted((a, b) => a.start - b.start);

const plain = (words: string) => words.replace(/['’]s?$/u, '').toLocaleLowerCase('en-GB');

/** Words that were put in instead of others: found anywhere, they are known to be invented. */
export function inventedIn(...passages: readonly Passage[]): ReadonlySet<string> {
  const put = passages.flatMap(({ answers }) => answers.filter((answer) => answer.decision !== 'kept'));
  return new Set(put.map((answer) => plain(answer.words)));
}

/** Why the words of a finding may stay; undefined while nobody has said. */
export function reasonFor(passage: Passage, finding: Finding, invented: ReadonlySet<string>): string | undefined {
  if (finding.onOwnList) return ownListReason;
  const { answers } = passage;
  for (let at = firstEndingAfter(answers, finding.start); at < answers.length; at += 1) {
    const answer = answers[at];
    if (!answer || answer.start >= finding.end) break;
    const holds = answer.start <= finding.start && answer.end >= finding.end;
    if (holds || plain(wordsOf(passage, finding)) === plain(answer.words)) return answer.because;
  }
  return invented.has(plain(wordsOf(passage, finding))) ? inventedReason : undefined;
}

function firstEndingAfter(answers: readonly Answer[], offset: number): number {
  let low = 0;
  let high = answers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((answers[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those that stand in the way of sharing, by place. */
export const openIn = (passage: Passage, invented: ReadonlySet<string>): Finding[] =>
  passage.findings.filter((finding) => needsAnswer(finding) && reasonFor(passage, finding, invented) === undefined);

/** The same person, place or thing, wherever it is mentioned: the finding itself among them. */
export const mentionsOf = (passage: Passage, finding: Finding): Finding[] =>
  passage.findings.filter((other) => other.entity === finding.entity && other.kind === finding.kind);

/** What is kept of what was found, each just where it was found, as the server will find it again. */
export function keptIn(passage: Passage, invented: ReadonlySet<string>): Kept[] {
  return passage.findings.flatMap((finding) => {
    const because = reasonFor(passage, finding, invented);
    return because === undefined ? [] : [{ start: finding.start, end: finding.end, because }];
  });
}
