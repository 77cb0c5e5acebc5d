import { useEffect } from 'react';
import type { Page } from '../state/page';
import { openPalette } from '../palette/open-palette';
import { wholeWords } from './quote';

/** Follows what is selected in the text with a pointer, and opens the palette when the pointer lets go. */
export function useSelection(page: Page) {
  useEffect(() => {
    let touch = false;
    const selected = () => {
      const { map, article } = page.surface.get();
      const selection = document.getSelection();
      if (!map || !article || !selection || selection.rangeCount === 0 || selection.isCollapsed) return undefined;
      const range = selection.getRangeAt(0);
      if (!article.contains(range.startContainer) && !article.contains(range.endContainer)) return undefined;
      const start = map.offsetOf(range.startContainer, range.startOffset) ?? 0;
      const end = map.offsetOf(range.endContainer, range.endOffset) ?? page.caseView.text.length;
      return wholeWords(page.caseView.text, { start, end });
    };
    const follow = () => {
      // The palette's own fields take the document's selection while one writes in them.
      if (page.store.get().palette?.takesFocus || isField(document.activeElement)) return;
      // So do its buttons, when they are pressed: what is written there must not go with a selection.
      if (document.activeElement?.closest('.palette')) return;
      const range = selected();
      const before = page.store.get().selection;
      if (before?.start === range?.start && before?.end === range?.end) return;
      page.store.set({ selection: range, ...(range ? {} : { palette: undefined }) });
    };
    const down = (event: PointerEvent) => {
      touch = event.pointerType === 'touch';
    };
    const up = (event: PointerEvent) => {
      if (event.button !== 0 || touch) return;
      const { article } = page.surface.get();
      if (!(event.target instanceof Node) || !article?.contains(event.target)) return;
      // The selection settles after the event.
      requestAnimationFrame(() => {
        const range = selected();
        if (range) openPalette(page, { range, takesFocus: false });
      });
    };
    document.addEventListener('selectionchange', follow);
    document.addEventListener('pointerdown', down);
    document.addEventListener('pointerup', up);
    return () => {
      document.removeEventListener('selectionchange', follow);
      document.removeEventListener('pointerdown', down);
      document.removeEventListener('pointerup', up);
    };
  }, [page]);
}

export function isField(element: Element | null): boolean {
  return (
    element instanceof HTMLElement &&
    (element.isContentEditable || element.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  );
}
