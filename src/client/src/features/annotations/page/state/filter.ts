import type { Thread } from '@/features/annotations/room/types';
import type { CodeIndex } from '../palette/code-index';
import type { Filter } from './page-state';

export const isFiltering = (filter: Filter) =>
  filter.codes.size > 0 || filter.families.size > 0 || filter.people.size > 0;

/** A code chosen in the contents: the book and the code, whatever the version. */
export const bookCode = (ref: { codebook: string; code: string }) => `${ref.codebook}/${ref.code}`;

/** The same list when nothing is filtered out. A thread passes when a chosen code or family is on it, by a chosen person. */
export function filtered(threads: readonly Thread[], filter: Filter, codes: CodeIndex): readonly Thread[] {
  if (!isFiltering(filter)) return threads;
  const byCode = filter.codes.size > 0 || filter.families.size > 0;
  return threads.filter(
    (thread) =>
      (filter.people.size === 0 || filter.people.has(thread.by)) &&
      (!byCode ||
        thread.codes.some((ref) => {
          const family = codes.find(ref)?.family;
          return filter.codes.has(bookCode(ref)) || (family !== undefined && filter.families.has(family));
        })),
  );
}
