import type { Person, Range } from '@/features/annotations/room/types';
import type { BlockRange } from '../text/blocks';
import { plain, type CodeEntry } from '../palette/code-index';
import { searchCodes } from '../palette/search';

export type Command = { id: string; label: string; keys?: string };

export type Found =
  | { kind: 'command'; id: string; command: Command }
  | { kind: 'code'; id: string; entry: CodeEntry; count: number }
  | { kind: 'person'; id: string; person: Person }
  | { kind: 'text'; id: string; range: Range; before: string; match: string; after: string };

export type FindIn = {
  text: string;
  blocks: readonly BlockRange[];
  /** Codes in use here, with how often. */
  codes: readonly { entry: CodeEntry; count: number }[];
  people: readonly Person[];
  commands: readonly Command[];
};

const MOST_PLACES = 30;
const MOST_OTHERS = 6;
const AROUND = 30;

/** Everything that answers to what was typed; without anything typed, the commands. */
export function find(within: FindIn, typed: string): readonly Found[] {
  const wanted = plain(typed).trim();
  if (wanted === '') return within.commands.map((command) => ({ kind: 'command', id: command.id, command }));
  const starts = (label: string) =>
    plain(label)
      .split(/\s+/u)
      .some((word) => word.startsWith(wanted)) || plain(label).startsWith(wanted);
  const counts = new Map(within.codes.map(({ entry, count }) => [entry, count]));
  return [
    ...within.commands
      .filter((command) => starts(command.label))
      .map((command): Found => ({ kind: 'command', id: command.id, command })),
    ...searchCodes([...counts.keys()], typed)
      .slice(0, MOST_OTHERS)
      .map((entry): Found => ({ kind: 'code', id: entry.key, entry, count: counts.get(entry) ?? 0 })),
    ...within.people
      .filter((person) => starts(person.name))
      .slice(0, MOST_OTHERS)
      .map((person): Found => ({ kind: 'person', id: person.id, person })),
    ...places(within.text, typed.trim()),
  ];
}

/** Where the words stand in the text, whatever the case of letters, with a little of what is around them. */
function places(text: string, wanted: string): Found[] {
  const pattern = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&').replace(/\s+/gu, '\\s+'), 'giu');
  const found: Found[] = [];
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    found.push({
      kind: 'text',
      id: `at ${start}`,
      range: { start, end },
      before: fromSpace(text.slice(Math.max(0, start - AROUND), start)),
      match: match[0],
      after: text.slice(end, end + AROUND).replace(/\s+/gu, ' '),
    });
    if (found.length === MOST_PLACES) break;
  }
  return found;
}

const fromSpace = (words: string) => words.replace(/^\S*\s/u, '').replace(/\s+/gu, ' ');
