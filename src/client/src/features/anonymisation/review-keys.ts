import type { KeyboardEvent } from 'react';
import { commonReasons } from '@/shared/anonymisation/finding';
import type { Item } from '@/shared/anonymisation/subject';
import type { Asking } from './question';
import type { OwnWords } from './use-own-words';
import type { ReviewModel } from './use-review';

export type Desk = {
  review: ReviewModel;
  own: OwnWords;
  /** Words of the text that are selected and may stand on a list; empty for none. */
  selected: string;
  current: Item | undefined;
  asking: Asking;
  all: boolean;
  keysOn: boolean;
  ask: (asking: Asking) => void;
  setAll: (all: boolean) => void;
  toOwnWords: () => void;
};

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'target'>;

/** Does what the key is for; false when it is for somebody else. */
export function act(event: Pressed, desk: Desk, isOnCard: boolean): boolean {
  const { review } = desk;
  if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    if (event.key === 'ArrowDown') review.next();
    else review.previous();
    return true;
  }
  if (event.altKey && event.code === 'KeyF' && desk.selected !== '') {
    desk.own.always(desk.selected);
    return true;
  }
  const isField = event.target instanceof HTMLElement && event.target.matches('input:not([type=checkbox]), textarea');
  const isOwnField = isField && !(event.target as HTMLElement).matches('.marked-text-words');
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'z' && !isOwnField && review.canUndo) {
    review.undo();
    return true;
  }
  if (isField || event.altKey || event.ctrlKey || event.metaKey) return false;
  if (event.key === 'Escape' && desk.asking === 'reasons') {
    desk.ask('answers');
    return true;
  }
  if (event.key === 'Enter') return isOnCard && takeFirst(desk);
  return desk.keysOn && (single(event.key, desk) || digit(event.key, desk));
}

function takeFirst({ review, current, asking, all }: Desk): boolean {
  const first = current?.finding.suggestions[0];
  if (!current || !first || asking !== 'answers' || current.finding.tier !== 'strong') return false;
  review.take(current, first, 0, all);
  return true;
}

function single(key: string, { review, own, ask, all, setAll, toOwnWords, current }: Desk): boolean {
  if (!current) return false;
  switch (key) {
    case 'j':
      review.next();
      return true;
    case 'k':
      review.previous();
      return true;
    case 'n':
      ask('reasons');
      return true;
    case 'a':
      setAll(!all);
      return true;
    case 'm':
      if (own.canNever(current)) own.never(current);
      return own.canNever(current);
    case 'f':
      if (own.canAlways(current)) own.always(own.wordsOf(current));
      return own.canAlways(current);
    case 'o':
      toOwnWords();
      return true;
    case 'u':
      review.undo();
      return true;
    default:
      return false;
  }
}

function digit(key: string, { review, current, asking, all }: Desk): boolean {
  if (!/^[1-9]$/.test(key) || !current) return false;
  const place = Number(key) - 1;
  if (asking === 'reasons') {
    const reason = commonReasons[place];
    if (reason === undefined) return false;
    review.keep(current, reason, all);
    return true;
  }
  const suggestion = current.finding.suggestions[place];
  if (!suggestion) return false;
  review.take(current, suggestion, place, all);
  return true;
}
