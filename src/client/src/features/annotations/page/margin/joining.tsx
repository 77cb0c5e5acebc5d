import { useLayoutEffect, useRef } from 'react';
import { usePage } from '../state/page';
import { useStore } from '../state/store';
import type { Slot } from './fold';

/** From the margin's edge to where the text's column ends, and the card's first line below its top. */
const CARD_HEAD = 20;

/** The line that joins the selected words to their card. */
export function Joining({ slot }: { slot: Slot | undefined }) {
  const page = usePage();
  const version = useStore(page.surface, (surface) => surface.version);
  const ref = useRef<SVGSVGElement>(null);
  const id = slot?.first;
  const top = slot?.top;
  useLayoutEffect(() => {
    const svg = ref.current;
    const { geometry, article } = page.surface.get();
    const thread = id === undefined ? undefined : page.live.get().threads.find((other) => other.id === id);
    svg?.replaceChildren();
    if (!svg || !geometry || !article || !thread || top === undefined) return;
    const piece = geometry.pieces(thread.span)[0];
    if (!piece) return;
    const left = article.getBoundingClientRect().left - svg.getBoundingClientRect().left;
    const from = { x: left + piece.right, y: piece.baseline + 4.5 };
    const to = { x: 0, y: top + CARD_HEAD };
    const bend = Math.max(from.x, left + geometry.width) + 4;
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', `M${from.x} ${from.y}H${bend}L${to.x - 8} ${to.y}H${to.x}`);
    const first = thread.codes[0];
    path.dataset['family'] = (first && page.codes.find(first)?.family) ?? 'other';
    svg.append(path);
  }, [page, version, id, top]);
  return <svg ref={ref} className="joining" aria-hidden="true" />;
}
