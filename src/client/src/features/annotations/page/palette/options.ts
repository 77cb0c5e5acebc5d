import type { Family } from '@/shared/api/shapes';
import { familyNames } from '../marks/patterns';
import type { CodeEntry, CodeIndex } from './code-index';
import { searchCodes } from './search';

export type OptionGroup = { title: string; family?: Family; entries: readonly CodeEntry[] };

/** Keys that choose a family. */
export const familyKeys: readonly { key: string; family: Family | 'all' }[] = [
  { key: 'd', family: 'defences' },
  { key: 'a', family: 'attachment' },
  { key: 't', family: 'transference' },
  { key: 'c', family: 'countertransference' },
  { key: 'l', family: 'alliance' },
  { key: 'f', family: 'frame' },
  { key: 'r', family: 'rupture' },
  { key: 'p', family: 'process' },
  { key: '/', family: 'all' },
];

export const familyTitle = (family: Family | 'all') => (family === 'all' ? 'All codebooks' : familyNames[family]);

export type Asked = {
  family: Family | 'all' | undefined;
  typed: string;
  recent: readonly string[];
  /** The letter that chose the family, which may have been meant as the first of a word. */
  letter: string;
};

const MOST_RECENT = 6;

/** What the list shows: recent codes to begin with, a family's books once chosen, matches once one types. */
export function optionGroups(codes: CodeIndex, { family, typed, recent, letter }: Asked): readonly OptionGroup[] {
  const within =
    family === undefined || family === 'all' ? codes.entries : codes.entries.filter((entry) => entry.family === family);
  if (typed.trim() !== '') {
    const found = searchCodes(within, typed, recent);
    const groups = [{ title: family === undefined ? 'All codebooks' : familyTitle(family), entries: found }];
    if (letter === '') return groups.filter((group) => group.entries.length > 0);
    const elsewhere = searchCodes(codes.entries, letter + typed, recent).filter((entry) => !found.includes(entry));
    return [...groups, { title: 'Other codebooks', entries: elsewhere }].filter((group) => group.entries.length > 0);
  }
  if (family === undefined) {
    const entries = recent
      .map((key) => codes.entries.find((entry) => entry.key === key))
      .filter((entry) => entry !== undefined)
      .slice(0, MOST_RECENT);
    return entries.length > 0 ? [{ title: 'Recent', entries }] : [];
  }
  return codes.books
    .filter((book) => family === 'all' || book.family === family)
    .map((book) => ({
      title: book.title,
      family: book.family,
      entries: within.filter((entry) => entry.book === book),
    }));
}
