import { use } from 'react';
import { OwnListContext } from '@/shared/anonymisation/own-list-context';
import { isListable, withListed, withoutListed } from '@/shared/anonymisation/own-list';
import type { Item, Subject } from '@/shared/anonymisation/subject';

const fixedRules: ReadonlySet<string> = new Set(['own-list', 'known-in-case']);

/** What the author's own list can say of a finding, and of words that were selected. */
export function useOwnWords(subject: Subject, say: (words: string) => void) {
  const { change } = use(OwnListContext);
  const wordsOf = ({ part, finding }: Item) => subject[part].text.slice(finding.start, finding.end);
  return {
    canNever: (item: Item) =>
      item.finding.tier !== 'weak' &&
      !item.finding.onOwnList &&
      !fixedRules.has(item.finding.rule) &&
      isListable(wordsOf(item)),
    canAlways: (item: Item) => item.finding.tier === 'weak' && isListable(wordsOf(item)),
    isListed: ({ finding }: Item) => finding.onOwnList === true || finding.rule === 'own-list',
    never: (item: Item) => {
      change((list) => withListed(list, wordsOf(item), 'never'));
      say('On your list: never flagged for you. My account shows the list.');
    },
    always: (words: string) => {
      change((list) => withListed(list, words, 'always'));
      say('On your list: always flagged for you. My account shows the list.');
    },
    takeOff: (item: Item) => {
      change((list) => withoutListed(list, wordsOf(item)));
      say('Taken off your list.');
    },
    wordsOf,
  };
}

export type OwnWords = ReturnType<typeof useOwnWords>;
