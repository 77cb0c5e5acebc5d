import type { Thread } from './types';

/** By span start, then the longer first, then time; the id makes it total, so a thread can be found again. */
export function compareThreads(a: Thread, b: Thread): number {
  return (
    a.span.start - b.span.start ||
    b.span.end - a.span.end ||
    (a.at < b.at ? -1 : a.at > b.at ? 1 : 0) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** What became of one thread: not there before, or not there after, or another object in its place. */
export type ThreadEdit = { before: Thread | undefined; after: Thread | undefined };

/** From here on, one sort is cheaper than so many searches and moves. */
const many = 64;

/** A new sorted array with the edits in it. A few edits cost a search each and one copy; many cost one sort. */
export function editSorted(sorted: readonly Thread[], edits: readonly ThreadEdit[]): readonly Thread[] {
  if (edits.length === 0) return sorted;
  if (edits.length > many) return sortAnew(sorted, edits);
  const result = sorted.slice();
  for (const { before, after } of edits) {
    if (before && after && compareThreads(before, after) === 0) {
      result[positionOf(result, before)] = after;
      continue;
    }
    if (before) result.splice(positionOf(result, before), 1);
    if (after) result.splice(positionOf(result, after), 0, after);
  }
  return result;
}

function sortAnew(sorted: readonly Thread[], edits: readonly ThreadEdit[]): readonly Thread[] {
  const leaving = new Set(edits.map((edit) => edit.before));
  const result = sorted.filter((thread) => !leaving.has(thread));
  for (const { after } of edits) if (after) result.push(after);
  return result.sort(compareThreads);
}

/** Where the thread stands, or would stand. */
function positionOf(sorted: readonly Thread[], thread: Thread): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = sorted[middle];
    if (candidate && compareThreads(candidate, thread) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
