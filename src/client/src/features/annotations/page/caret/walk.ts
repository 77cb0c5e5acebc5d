import type { Range } from '@/features/annotations/room/types';
import { scrollToRange } from '../marks/overlay';
import { firstOnScreen, threadsAt, type Page } from '../state/page';
import { excerpt } from '../text/quote';
import { caretAt, isExtended, moveCaret, selectionOf, type Caret, type Move } from './moves';
import { unitAt } from './units';

const SPOKEN = 160;

/** Where the keys act: what is selected, or else the word at the caret. */
export function chosenRange(page: Page): Range | undefined {
  const { selection, caret } = page.store.get();
  return selection ?? (caret && selectionOf(caret));
}

/** Moves the caret; the first move only shows it, at what is selected or at the top of what is on the screen. */
export function walk(page: Page, move: Move) {
  const { caret } = page.store.get();
  stand(page, caret ? moveCaret(page.units, caret, move) : firstCaret(page));
}

/** A line up or down, as the lines stand on the screen. */
export function walkLine(page: Page, direction: 1 | -1, extend: boolean) {
  const { caret } = page.store.get();
  const { geometry, article } = page.surface.get();
  if (!caret || !geometry || !article) return;
  const from = geometry.pieces(caret.focus).at(direction > 0 ? -1 : 0);
  if (!from) return;
  const origin = article.getBoundingClientRect();
  const x = origin.left + (from.left + from.right) / 2;
  for (const distance of [28, 44, 60, 80, 110]) {
    const y = origin.top + (from.top + from.bottom) / 2 + direction * distance;
    const offset = geometry.nearestOffset(x, y);
    const focus = offset === undefined ? undefined : unitAt(page.units, offset, 'word');
    if (!focus || (direction > 0 ? focus.start < caret.focus.end : focus.end > caret.focus.start)) continue;
    stand(page, { anchor: extend ? caret.anchor : focus, focus });
    return;
  }
  walk(page, { by: 'block-edge', direction, extend });
}

function firstCaret(page: Page): Caret | undefined {
  const { selection, selected } = page.store.get();
  const thread = page.live.get().threads.find((other) => other.id === selected);
  const start = selection?.start ?? thread?.span.start ?? firstOnScreen(page);
  return caretAt(page.units, start);
}

export function stand(page: Page, caret: Caret | undefined) {
  if (!caret) return;
  const range = selectionOf(caret);
  const extended = isExtended(caret);
  selectInDocument(page, extended ? range : undefined);
  page.store.set({
    caret,
    selection: extended ? range : undefined,
    palette: undefined,
    said: spoken(page, range),
  });
  scrollToRange(page, caret.focus);
}

/** So that copying works on what was selected by keys. */
function selectInDocument(page: Page, range: Range | undefined) {
  const selection = document.getSelection();
  if (!selection) return;
  const { map } = page.surface.get();
  const start = range && map?.pointOf(range.start);
  const end = range && map?.pointOf(range.end);
  if (start && end) selection.setBaseAndExtent(start.node, start.offset, end.node, end.offset);
  else selection.removeAllRanges();
}

function spoken(page: Page, range: Range): string {
  const words = excerpt(page.caseView.text.slice(range.start, range.end), SPOKEN);
  const here = threadsAt(page, range.start);
  if (here.length === 0) return `selected: ${words}`;
  const labels = here
    .slice(0, 3)
    .map((thread) => thread.codes.map((ref) => page.codes.find(ref)?.code.label ?? ref.code).join(' and '));
  const count = here.length === 1 ? '1 annotation' : `${here.length} annotations`;
  return `selected: ${words}. ${count}: ${labels.join(', ')}`;
}
