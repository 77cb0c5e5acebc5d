import { useLayoutEffect, useRef, type RefObject } from 'react';
import { MarksPainter } from '../marks/painter';
import type { Page } from '../state/page';
import { useStore } from '../state/store';
import { Geometry } from './geometry';
import { mapText } from './text-map';

/** Ahead of what is on the screen, so that nothing is drawn in front of the reader's eyes. */
const AHEAD = 700;
const STEP = 120;

/** Measures the text once it stands, and again when its width changes; tells where the window is over it. */
export function useSurface(
  page: Page,
  articleRef: RefObject<HTMLElement | null>,
  layerRef: RefObject<HTMLDivElement | null>,
) {
  useLayoutEffect(() => {
    const article = articleRef.current;
    const layer = layerRef.current;
    if (!article || !layer) return undefined;
    const map = mapText(article, page.tiles);
    const geometry = new Geometry(article, map, page.tiles);
    const painter = new MarksPainter(layer, geometry, (ref) => page.codes.find(ref)?.family ?? 'other');

    let frame = 0;
    const look = () => {
      frame = 0;
      const top = -article.getBoundingClientRect().top;
      painter.show(top - AHEAD, top + window.innerHeight + AHEAD);
      page.view.set({ top: step(top), bottom: step(top + window.innerHeight) + STEP });
    };
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    const resized = new ResizeObserver(() => {
      const { width, height } = article.getBoundingClientRect();
      if (Math.abs(width - geometry.width) < 0.5 && Math.abs(height - geometry.height) < 0.5) return;
      geometry.measure();
      painter.repaint();
      look();
      page.surface.set({ version: page.surface.get().version + 1 });
    });

    painter.setIndex(page.live.get().index);
    look();
    page.surface.set({ version: page.surface.get().version + 1, geometry, map, painter, article });
    resized.observe(article);
    window.addEventListener('scroll', soon, { passive: true });
    window.addEventListener('resize', soon, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      resized.disconnect();
      window.removeEventListener('scroll', soon);
      window.removeEventListener('resize', soon);
      layer.replaceChildren();
    };
  }, [page, articleRef, layerRef]);

  // A passage that was removed is as many characters as before, and not as wide.
  const text = useStore(page.shown, (shown) => shown.caseView.text);
  const measured = useRef(text);
  useLayoutEffect(() => {
    const { geometry, painter, version } = page.surface.get();
    if (!geometry || !painter || measured.current === text) return;
    measured.current = text;
    geometry.measure();
    painter.repaint();
    page.surface.set({ version: version + 1 });
  }, [page, text]);
}

const step = (value: number) => Math.floor(value / STEP) * STEP;
