import { useLayoutEffect, useRef } from 'react';
import { removedIn } from '@/shared/redaction/passages';
import { removedLabel } from '@/shared/ui/words';
import { usePage } from '../state/page';
import { useStore } from '../state/store';
import type { Piece } from '../text/geometry';
import './removed-bars.css';

/** In pixels; in a narrower one nothing is said, but to whoever reads by ear, with the paragraph. */
const ROOM_FOR_ALL = 168;
const ROOM_FOR_ONE = 58;

/** A grey bar over each passage that was removed from the text. */
export function RemovedBars() {
  const page = usePage();
  const version = useStore(page.surface, (surface) => surface.version);
  const text = useStore(page.shown, (shown) => shown.caseView.text);
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { geometry } = page.surface.get();
    if (!geometry) return;
    ref.current?.replaceChildren(...removedIn(text).flatMap((range) => bars(geometry.pieces(range))));
  }, [page, version, text]);
  return <div ref={ref} className="removed-bars" aria-hidden="true" />;
}

function bars(pieces: readonly Piece[]): HTMLElement[] {
  const widths = pieces.map((piece) => piece.right - piece.left);
  const widest = widths.indexOf(Math.max(...widths));
  return pieces.map(({ left, baseline }, index) => {
    const width = widths[index] ?? 0;
    const bar = document.createElement('span');
    bar.style.left = `${left - 1}px`;
    bar.style.top = `${baseline - 19}px`;
    bar.style.width = `${width + 2}px`;
    if (index === widest)
      bar.textContent = width >= ROOM_FOR_ALL ? removedLabel : width >= ROOM_FOR_ONE ? 'removed' : '';
    return bar;
  });
}
