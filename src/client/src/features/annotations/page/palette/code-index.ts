import type { CodeRef } from '@/features/annotations/room/types';
import type { Code, Codebook, Family } from '@/shared/api/shapes';

/** One code with what is needed to show, find and order it. */
export type CodeEntry = {
  key: string;
  ref: CodeRef;
  code: Code;
  book: Codebook;
  family: Family;
  /** Labels of the headings above it in its book, outermost first. */
  under: readonly string[];
  words: { label: string; aliases: readonly string[]; definition: string };
};

export type CodeIndex = {
  books: readonly Codebook[];
  /** Codes that can be set, in the order of the books. */
  entries: readonly CodeEntry[];
  /** Any code of any version held, whether it can still be set or not. */
  find(ref: CodeRef): CodeEntry | undefined;
};

export const codeKey = (ref: CodeRef) => `${ref.codebook}/${ref.version}/${ref.code}`;

/** Lower case, without accents, so that “idealisation” is found by any way of typing it. */
export function plain(words: string): string {
  return words.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en-GB');
}

export function indexCodes(books: readonly Codebook[]): CodeIndex {
  const all = books.flatMap((book) => book.codes.map((code) => entryOf(book, code)));
  const byKey = new Map(all.map((entry) => [entry.key, entry]));
  // A book may have come out in a newer version since the mark was made.
  const anyVersion = new Map(all.map((entry) => [`${entry.ref.codebook}/${entry.ref.code}`, entry]));
  // Asked for thousands of times at each change, mostly for the same objects.
  const asked = new WeakMap<CodeRef, CodeEntry>();
  return {
    books,
    entries: all.filter((entry) => entry.code.assignable),
    find(ref) {
      const known = asked.get(ref);
      if (known) return known;
      const found = byKey.get(codeKey(ref)) ?? anyVersion.get(`${ref.codebook}/${ref.code}`);
      if (found) asked.set(ref, found);
      return found;
    },
  };
}

function entryOf(book: Codebook, code: Code): CodeEntry {
  const ref = { codebook: book.id, version: book.version, code: code.id };
  return {
    key: codeKey(ref),
    ref,
    code,
    book,
    family: book.family,
    under: headings(book, code),
    words: {
      label: plain(code.label),
      aliases: (code.aliases ?? []).map(plain),
      definition: plain(code.definition),
    },
  };
}

function headings(book: Codebook, code: Code): string[] {
  const found: string[] = [];
  const seen = new Set([code.id]);
  let parent = code.parent;
  while (parent !== undefined && parent !== null && !seen.has(parent)) {
    seen.add(parent);
    const heading = book.codes.find((other) => other.id === parent);
    if (!heading) break;
    found.unshift(heading.label);
    parent = heading.parent;
  }
  return found;
}
