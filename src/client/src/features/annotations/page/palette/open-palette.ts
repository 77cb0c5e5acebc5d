import type { Range, Thread } from '@/features/annotations/room/types';
import type { Family } from '@/shared/api/shapes';
import { notify } from '@/shared/ui/notices';
import { isClosed, type Page } from '../state/page';
import { trimmed } from '../text/quote';
import { codeKey } from './code-index';

type Opening = { range: Range; family?: Family | 'all' | undefined; takesFocus?: boolean; writesNote?: boolean };

export function openPalette(page: Page, { range, family, takesFocus = true, writesNote = false }: Opening) {
  const kept = trimmed(page.caseView.text, range);
  if (!kept) return;
  if (isClosed(page)) {
    page.store.set({ selection: kept });
    // Who selects with a pointer may only want to copy.
    if (takesFocus) notify('This case is closed: nothing is added to it.');
    return;
  }
  page.store.set({
    selection: kept,
    palette: {
      kind: 'annotate',
      range: kept,
      ...(family === undefined ? {} : { family }),
      codes: [],
      note: '',
      takesFocus,
      writesNote,
    },
  });
}

/** The palette with an annotation's codes and note in it: to change it, or to set again what was refused. */
export function openPaletteFor(page: Page, thread: Thread, kind: 'annotate' | 'replace') {
  page.store.set({
    selection: undefined,
    palette: {
      kind,
      range: { start: thread.span.start, end: thread.span.end },
      ...(kind === 'replace' ? { annotationId: thread.id } : {}),
      codes: thread.codes.map(codeKey),
      note: thread.note ?? '',
      takesFocus: true,
      writesNote: false,
    },
  });
}

/** Closes it and gives the focus back to the text. */
export function closePalette(page: Page) {
  page.store.set({ palette: undefined });
  page.surface.get().article?.focus({ preventScroll: true });
}
