import { useEffect } from 'react';
import type { Range } from '@/features/annotations/room/types';
import type { Page } from '../state/page';

const AT_MOST_EVERY = 250;

/** Tells the room what one has on the screen and what one has selected: soon, seldom, and the last one always. */
export function useReport(page: Page) {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = '';
    const report = () => {
      timer = undefined;
      const { geometry } = page.surface.get();
      if (!geometry || document.visibilityState === 'hidden') return;
      const view = page.view.get();
      const presence: { reading?: Range; selection?: Range } = {
        reading: { start: geometry.roughOffsetAt(view.top + 120), end: geometry.roughOffsetAt(view.bottom) },
      };
      const selection = page.store.get().selection;
      if (selection) presence.selection = { start: selection.start, end: selection.end };
      const told = JSON.stringify(presence);
      if (told === last) return;
      last = told;
      page.commands.here(presence);
    };
    const soon = () => {
      timer ??= setTimeout(report, AT_MOST_EVERY);
    };
    let selection = page.store.get().selection;
    const offs = [
      page.view.subscribe(soon),
      page.surface.subscribe(soon),
      page.store.subscribe(() => {
        if (page.store.get().selection === selection) return;
        selection = page.store.get().selection;
        soon();
      }),
    ];
    document.addEventListener('visibilitychange', soon);
    soon();
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', soon);
      for (const off of offs) off();
    };
  }, [page]);
}
