import type { Range, Span } from '@/features/annotations/room/types';

/** UTF-16 units of context on either side, as the wire asks. */
const CONTEXT = 32;

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** True where a cut would fall between the two halves of one character. */
export function splitsPair(text: string, offset: number): boolean {
  return offset > 0 && offset < text.length && isLow(text.charCodeAt(offset)) && isHigh(text.charCodeAt(offset - 1));
}

/** The range without white space at its ends and without half characters; undefined when nothing is left. */
export function trimmed(text: string, range: Range): Range | undefined {
  let start = Math.max(0, range.start);
  let end = Math.min(text.length, range.end);
  if (splitsPair(text, start)) start -= 1;
  if (splitsPair(text, end)) end += 1;
  while (start < end && isSpace(text, start)) start += 1;
  while (end > start && isSpace(text, end - 1)) end -= 1;
  return start < end ? { start, end } : undefined;
}

export function spanOf(text: string, range: Range): Span {
  const { start, end } = range;
  let from = Math.max(0, start - CONTEXT);
  if (splitsPair(text, from)) from += 1;
  let to = Math.min(text.length, end + CONTEXT);
  if (splitsPair(text, to)) to -= 1;
  return { start, end, quote: text.slice(start, end), prefix: text.slice(from, start), suffix: text.slice(end, to) };
}

/** A pointer seldom stops where a word does; within one word it is taken to mean exactly what it covers. */
export function wholeWords(text: string, range: Range): Range | undefined {
  const exact = trimmed(text, range);
  if (!exact || !/\s/u.test(text.slice(exact.start, exact.end))) return exact;
  let { start, end } = exact;
  while (start > 0 && isLetter(text, start - 1) && isLetter(text, start)) start -= 1;
  while (end < text.length && isLetter(text, end) && isLetter(text, end - 1)) end += 1;
  return trimmed(text, { start, end });
}

/** One line of at most `limit` units, cut between words where it can be. */
export function excerpt(quote: string, limit: number): string {
  const line = quote.replace(/\s+/gu, ' ').trim();
  if (line.length <= limit) return line;
  const cut = splitsPair(line, limit) ? limit - 1 : limit;
  const space = line.lastIndexOf(' ', cut);
  return `${line.slice(0, space > limit / 2 ? space : cut).trimEnd()}…`;
}

const isLetter = (text: string, at: number) =>
  /[\p{L}\p{M}\p{N}]/u.test(String.fromCodePoint(text.codePointAt(at) ?? 32));
const isSpace = (text: string, at: number) => /\s/u.test(text.charAt(at));
