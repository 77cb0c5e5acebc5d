import { useMemo } from 'react';
import { hide } from '../caret/use-quick-hide';
import { step } from '../caret/step';
import type { Page } from '../state/page';
import { noFilter } from '../state/page-state';
import type { Command } from './find';

export type PageCommand = Command & { run: () => void };

/** What can be done from the find box; each has its own place on the page too. */
export function useCommands(page: Page): readonly PageCommand[] {
  return useMemo(() => {
    const close = (run: () => void) => () => {
      page.store.set({ dialog: undefined });
      run();
    };
    return [
      { id: 'next', label: 'Next annotation', keys: 'j', run: close(() => step(page, 1)) },
      { id: 'previous', label: 'Previous annotation', keys: 'k', run: close(() => step(page, -1)) },
      { id: 'all', label: 'Show all annotations', run: close(() => page.store.set({ filter: noFilter })) },
      { id: 'top', label: 'Go to the beginning of the text', run: close(() => window.scrollTo({ top: 0 })) },
      { id: 'hide', label: 'Hide the case', keys: 'Esc Esc', run: close(() => hide(page)) },
      { id: 'help', label: 'Show all keys', keys: '?', run: () => page.store.set({ dialog: 'help' }) },
    ];
  }, [page]);
}
