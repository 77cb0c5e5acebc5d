import { useEffect } from 'react';
import type { Page } from '../state/page';

const WITHIN = 700;
const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'AltGraph']);

/** Esc twice, wherever one is, takes the case off the screen; the next key or press brings it back. */
export function useQuickHide(page: Page) {
  useEffect(() => {
    let escaped = -Infinity;
    const press = (event: KeyboardEvent) => {
      if (page.store.get().hidden) {
        if (modifiers.has(event.key) || event.repeat) return;
        event.preventDefault();
        event.stopPropagation();
        page.store.set({ hidden: false, said: 'The case is shown again' });
        return;
      }
      if (event.key !== 'Escape' || event.repeat) {
        escaped = -Infinity;
      } else if (event.timeStamp - escaped < WITHIN) {
        escaped = -Infinity;
        event.preventDefault();
        event.stopPropagation();
        hide(page);
      } else {
        escaped = event.timeStamp;
      }
    };
    document.addEventListener('keydown', press, { capture: true });
    return () => document.removeEventListener('keydown', press, { capture: true });
  }, [page]);
}

export function hide(page: Page) {
  page.store.set({ hidden: true, dialog: undefined, palette: undefined, said: 'The case is hidden. Any key shows it' });
}
