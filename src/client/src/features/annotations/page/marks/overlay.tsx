import { memo, useLayoutEffect, useRef } from 'react';
import type { Presence, Range, Thread } from '@/features/annotations/room/types';
import { usePage, type Page } from '../state/page';
import { useStore } from '../state/store';
import type { Geometry, Piece } from '../text/geometry';
import { Paths } from './painter';
import './marks.css';

const SVG = 'http://www.w3.org/2000/svg';

type OverlayProps = {
  threads: readonly Thread[];
  present: readonly Presence[];
  you: string;
  hues: ReadonlyMap<string, number>;
  initials: ReadonlyMap<string, string>;
};

/** What is drawn over the marks: the one brought forward, what is being chosen, and where others have a selection. */
export const Overlay = memo(function Overlay({ threads, present, you, hues, initials }: OverlayProps) {
  return (
    <div className="overlay" aria-hidden="true">
      <Forward threads={threads} />
      <Choosing />
      {present.map((person) =>
        person.selection && person.personId !== you ? (
          <Outline
            key={person.personId}
            start={person.selection.start}
            end={person.selection.end}
            hue={hues.get(person.personId) ?? 1}
            initials={initials.get(person.personId) ?? ''}
          />
        ) : null,
      )}
    </div>
  );
});

/** The selected annotation and the one pointed at, drawn again above the dimmed rest. */
function Forward({ threads }: { threads: readonly Thread[] }) {
  const page = usePage();
  const ids = useStore(page.store, (state) => `${state.selected ?? ''} ${state.hovered ?? ''}`);
  const version = useStore(page.surface, (surface) => surface.version);
  const ref = useRef<SVGSVGElement>(null);
  const [selected, hovered] = ids.split(' ');
  const forward = threads.filter((thread) => thread.id === selected || thread.id === hovered);
  const key = forward.map((thread) => `${thread.id}${thread.span.start}`).join(' ');
  useLayoutEffect(() => {
    const { geometry, article } = page.surface.get();
    if (!geometry || !ref.current || !article) return;
    const paths = new Paths(0);
    for (const thread of forward) {
      const first = thread.codes[0];
      const family = (first && page.codes.find(first)?.family) ?? 'other';
      for (const piece of geometry.pieces(thread.span)) {
        paths.tint(family, piece);
        paths.line(family, 0, piece, false);
      }
    }
    ref.current.replaceChildren(...paths.elements());
    article.toggleAttribute('data-dim', forward.length > 0);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `key` stands for `forward`, which is made anew each time.
  }, [page, version, key]);
  return <svg ref={ref} className="overlay-forward" />;
}

/** The passage the palette is open for, and the word or words at the caret. */
function Choosing() {
  const page = usePage();
  const version = useStore(page.surface, (surface) => surface.version);
  const range = useStore(page.store, (state) => state.palette?.range);
  const caret = useStore(page.store, (state) => state.caret);
  const tint = useRef<SVGSVGElement>(null);
  useLayoutEffect(() => {
    const geometry = page.surface.get().geometry;
    if (!geometry || !tint.current) return;
    const drawn: SVGElement[] = [];
    if (range) drawn.push(...boxes(geometry, range, 'choosing'));
    if (caret && !range) {
      const chosen = {
        start: Math.min(caret.anchor.start, caret.focus.start),
        end: Math.max(caret.anchor.end, caret.focus.end),
      };
      drawn.push(...boxes(geometry, chosen, 'choosing'), ...boxes(geometry, caret.focus, 'caret-word'));
    }
    tint.current.replaceChildren(...drawn);
  }, [page, version, range, caret]);
  return <svg ref={tint} />;
}

function Outline({ start, end, hue, initials }: Range & { hue: number; initials: string }) {
  const page = usePage();
  const version = useStore(page.surface, (surface) => surface.version);
  const ref = useRef<SVGSVGElement>(null);
  useLayoutEffect(() => {
    const geometry = page.surface.get().geometry;
    if (!geometry || !ref.current) return;
    const pieces = geometry.pieces({ start, end });
    const drawn: SVGElement[] = pieces.map((piece) => box(piece, 'other-selection'));
    const first = pieces[0];
    if (first) {
      const name = document.createElementNS(SVG, 'text');
      name.setAttribute('x', String(first.left));
      name.setAttribute('y', String(first.baseline - 18));
      name.textContent = initials;
      drawn.push(name);
    }
    ref.current.replaceChildren(...drawn);
  }, [page, version, start, end, initials]);
  return <svg ref={ref} className="overlay-other" data-person={hue} />;
}

const boxes = (geometry: Geometry, range: Range, name: string) =>
  geometry.pieces(range).map((piece) => box(piece, name));

function box(piece: Piece, name: string): SVGRectElement {
  const rect = document.createElementNS(SVG, 'rect');
  rect.setAttribute('class', name);
  rect.setAttribute('x', String(piece.left - 1));
  rect.setAttribute('y', String(piece.baseline - 17));
  rect.setAttribute('width', String(piece.right - piece.left + 2));
  rect.setAttribute('height', '23');
  rect.setAttribute('rx', '2');
  return rect;
}

export function scrollToRange(page: Page, range: Range, block: 'nearest' | 'centre' = 'nearest') {
  const { geometry, article } = page.surface.get();
  if (!geometry || !article) return;
  const pieces = geometry.pieces(range);
  const origin = article.getBoundingClientRect().top;
  const top = origin + (pieces[0]?.top ?? geometry.topOf(range.start));
  const bottom = origin + (pieces.at(-1)?.bottom ?? 0);
  const clear = { above: 110, below: window.innerHeight - 90 };
  if (block === 'nearest' && top >= clear.above && bottom <= clear.below) return;
  const aim =
    block === 'nearest' && top >= clear.above
      ? clear.below - (bottom - top) - 120
      : clear.above + window.innerHeight / 5;
  window.scrollBy({ top: top - aim, behavior: 'instant' });
}
