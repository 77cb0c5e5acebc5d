import { useEffect } from 'react';
import { notify } from '@/shared/ui/notices';
import { familyKeys } from '../palette/options';
import { nameText } from '../naming';
import { openPalette } from '../palette/open-palette';
import { threadById, type Page } from '../state/page';
import { isField } from '../text/use-selection';
import { goTo, step, stepSameCode } from './step';
import { chosenRange, walk, walkLine } from './walk';

/** All keys of the page in one place. None of the single ones fires while someone types. */
export function usePageKeys(page: Page) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || page.store.get().hidden) return;
      if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        page.store.set({ dialog: 'find', palette: undefined });
        return;
      }
      const target = event.target instanceof Element ? event.target : null;
      if (page.store.get().dialog || isField(target) || target?.closest('[role=dialog], [role=menu]')) return;
      if (handle(page, event, target)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [page]);
}

function handle(page: Page, event: KeyboardEvent, target: Element | null): boolean {
  if (event.key === 'Escape') return leave(page);
  const { article } = page.surface.get();
  const inText = target === article || target === document.body;
  if (target === article && caretKey(page, event)) return true;
  if (event.metaKey || event.ctrlKey || event.altKey) return false;
  if (inText && event.key === 'Enter') return enter(page);
  return page.store.get().keysOn && singleKey(page, event.key);
}

function caretKey(page: Page, event: KeyboardEvent): boolean {
  const { key, shiftKey: extend, altKey, metaKey, ctrlKey } = event;
  const by = altKey ? 'sentence' : 'word';
  if (metaKey) return false;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowLeft': {
      const rightToLeft = article(page)?.matches(':dir(rtl)') ?? false;
      walk(page, { by, direction: (key === 'ArrowRight') === rightToLeft ? -1 : 1, extend });
      return true;
    }
    case 'ArrowDown':
    case 'ArrowUp':
      // Before there is a caret these scroll, as they do on any page.
      if (!page.store.get().caret) return false;
      walkLine(page, key === 'ArrowDown' ? 1 : -1, extend);
      return true;
    case 'Home':
    case 'End':
      walk(page, { by: ctrlKey ? 'text-edge' : 'block-edge', direction: key === 'End' ? 1 : -1, extend });
      return true;
    default:
      return false;
  }
}

const article = (page: Page) => page.surface.get().article;

/** On a selection it opens the palette, on a selected annotation the reply. */
function enter(page: Page): boolean {
  const { palette, selected } = page.store.get();
  if (palette) {
    page.store.set({ palette: { ...palette, takesFocus: true } });
    return true;
  }
  const range = chosenRange(page);
  if (range) {
    openPalette(page, { range });
    return true;
  }
  const thread = selected === undefined ? undefined : threadById(page, selected);
  if (thread) goTo(page, thread, { reply: true });
  return thread !== undefined;
}

function singleKey(page: Page, key: string): boolean {
  switch (key) {
    case 'j':
      step(page, 1);
      return true;
    case 'k':
      step(page, -1);
      return true;
    case 's':
      stepSameCode(page);
      return true;
    case '?':
      page.store.set({ dialog: 'help', palette: undefined });
      return true;
    case 'n':
      return open(page, { writesNote: true });
    case 'x':
      return name(page);
    default: {
      const chosen = familyKeys.find((family) => family.key === key);
      return chosen !== undefined && open(page, { family: chosen.family });
    }
  }
}

function open(page: Page, how: { writesNote?: boolean; family?: (typeof familyKeys)[number]['family'] }): boolean {
  const range = page.store.get().palette?.range ?? chosenRange(page);
  if (range) openPalette(page, { range, ...how });
  else notify('Select a passage first: drag over the words, or use the arrow keys in the text with Shift.');
  return true;
}

function name(page: Page): boolean {
  const range = page.store.get().palette?.range ?? chosenRange(page);
  if (range) nameText(page, range);
  else notify('Select the passage that names someone first.');
  return true;
}

/** One thing at a time: the palette, then what is selected. */
function leave(page: Page): boolean {
  const { palette, selected, selection, caret } = page.store.get();
  if (!palette && selected === undefined && !selection && !caret) return false;
  if (palette) {
    page.store.set({ palette: undefined });
  } else {
    document.getSelection()?.removeAllRanges();
    page.store.set({ selected: undefined, selection: undefined, caret: undefined, hovered: undefined });
  }
  article(page)?.focus({ preventScroll: true });
  return true;
}
