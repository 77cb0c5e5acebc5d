import { useEffect } from 'react';
import { threadsAt, type Page } from '../state/page';

export const narrow = '(max-width: 60rem)';

/** Pointing at words brings their annotation forward; pressing selects it, and pressing again the next one there. */
export function usePointer(page: Page) {
  useEffect(() => {
    let frame = 0;
    let last: { x: number; y: number } | undefined;
    const hover = () => {
      frame = 0;
      if (!last) return;
      const offset = page.surface.get().geometry?.offsetAt(last.x, last.y);
      page.store.set({ hovered: offset === undefined ? undefined : threadsAt(page, offset)[0]?.id });
    };
    const move = (event: PointerEvent) => {
      const { article } = page.surface.get();
      if (event.pointerType === 'touch' || event.buttons !== 0 || !(event.target instanceof Node)) return;
      if (!article?.contains(event.target)) {
        if (last) page.store.set({ hovered: undefined });
        last = undefined;
        return;
      }
      last = { x: event.clientX, y: event.clientY };
      if (frame === 0) frame = requestAnimationFrame(hover);
    };
    const click = (event: MouseEvent) => {
      const { article, geometry } = page.surface.get();
      if (!(event.target instanceof Node) || !article?.contains(event.target)) return;
      if (document.getSelection()?.isCollapsed === false) return;
      const offset = geometry?.offsetAt(event.clientX, event.clientY);
      const here = offset === undefined ? [] : threadsAt(page, offset);
      const current = here.findIndex((thread) => thread.id === page.store.get().selected);
      const next = here[(current + 1) % Math.max(1, here.length)];
      const sheet = next && window.matchMedia(narrow).matches;
      page.store.set({
        selected: next?.id,
        caret: undefined,
        ...(sheet ? { sheet: here.map((thread) => thread.id), dialog: 'threads' } : {}),
      });
    };
    document.addEventListener('pointermove', move, { passive: true });
    document.addEventListener('click', click);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('pointermove', move);
      document.removeEventListener('click', click);
    };
  }, [page]);
}
