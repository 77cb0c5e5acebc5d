import type { Family } from '@/shared/api/shapes';
import type { CodeRef } from '@/features/annotations/room/types';
import type { Geometry, Piece } from '../text/geometry';
import type { MarkIndex, TileMarks } from './block-marks';
import { underline } from './patterns';

const SVG = 'http://www.w3.org/2000/svg';

/** Below the baseline, in pixels: clear of each other, and of the letters of the next line. */
const LANE_DEPTHS = [4.5, 9.5];
/** Beyond this many in a tile, a count may stand a line off. */
const EXACT_EXTRAS = 12;
const LETTERS = { above: 15, below: 6 };

type Painted = { marks: TileMarks; element: SVGSVGElement };

/**
 * Draws the marks of what is on the screen behind the words, one drawing a tile. The words themselves are never
 * touched: a change that arrives cannot move a line or undo a selection, and costs one tile.
 */
export class MarksPainter {
  readonly #layer: HTMLElement;
  readonly #geometry: Geometry;
  readonly #familyOf: (ref: CodeRef) => Family;
  readonly #painted = new Map<number, Painted>();
  #index: MarkIndex | undefined;
  #view = { top: 0, bottom: 0 };

  constructor(layer: HTMLElement, geometry: Geometry, familyOf: (ref: CodeRef) => Family) {
    this.#layer = layer;
    this.#geometry = geometry;
    this.#familyOf = familyOf;
  }

  setIndex(index: MarkIndex) {
    this.#index = index;
    this.#update();
  }

  show(top: number, bottom: number) {
    this.#view = { top, bottom };
    this.#update();
  }

  /** After the layout has changed. */
  repaint() {
    this.#layer.replaceChildren();
    this.#painted.clear();
    this.#update();
  }

  #update() {
    if (!this.#index) return;
    const wanted = new Set<number>();
    for (const tile of this.#geometry.tilesBetween(this.#view.top, this.#view.bottom)) {
      const marks = this.#index.byTile[tile.index];
      if (!marks || (marks.marks.length === 0 && marks.undrawn.length === 0)) continue;
      wanted.add(tile.index);
      if (this.#painted.get(tile.index)?.marks !== marks) this.#paint(tile.index, marks);
    }
    for (const [tile, { element }] of this.#painted) {
      if (wanted.has(tile)) continue;
      element.remove();
      this.#painted.delete(tile);
    }
  }

  #paint(tile: number, marks: TileMarks) {
    const element = document.createElementNS(SVG, 'svg');
    element.setAttribute('class', 'marks-tile');
    const top = this.#geometry.tileTop(tile);
    element.style.top = `${top}px`;
    const paths = new Paths(top);
    const origin = this.#geometry.origin();
    for (const mark of marks.marks) {
      const first = mark.thread.codes[0];
      const family = first ? this.#familyOf(first) : 'other';
      const quiet = mark.thread.resolved;
      for (const piece of this.#geometry.pieces(mark, origin)) {
        if (mark.lane === 0 && !quiet) paths.tint(family, piece);
        paths.line(family, mark.lane, piece, quiet);
      }
    }
    const drawn = document.createElementNS(SVG, 'g');
    drawn.append(...paths.elements());
    element.append(drawn, ...this.#extras(marks, top));
    const before = this.#painted.get(tile)?.element;
    if (before) before.replaceWith(element);
    else this.#layer.append(element);
    this.#painted.set(tile, { marks, element });
  }

  /** “+3” in the gutter of each line on which marks begin that are left undrawn. */
  #extras(marks: TileMarks, top: number): SVGTextElement[] {
    const lines = new Map<number, number>();
    const exact = marks.undrawn.length <= EXACT_EXTRAS;
    for (const start of marks.undrawn) {
      const baseline = this.#geometry.baselineOf(start, exact);
      lines.set(baseline, (lines.get(baseline) ?? 0) + 1);
    }
    return [...lines].map(([baseline, hidden]) => {
      const words = document.createElementNS(SVG, 'text');
      words.setAttribute('x', String(Math.round(this.#geometry.width) + 8));
      words.setAttribute('y', String(baseline - top));
      words.textContent = `+${hidden}`;
      return words;
    });
  }
}

/** Collects the drawing of many marks into few paths: one a family and lane. */
export class Paths {
  readonly #lines = new Map<string, { family: Family; quiet: boolean; d: string }>();
  readonly #tints = new Map<Family, string>();
  readonly #top: number;

  constructor(top: number) {
    this.#top = top;
  }

  line(family: Family, lane: number, piece: Piece, quiet: boolean) {
    const key = `${family} ${quiet}`;
    const y = piece.baseline - this.#top + (LANE_DEPTHS[lane] ?? 0);
    const drawn = underline(family, piece.left, piece.right, y);
    const held = this.#lines.get(key);
    if (held) held.d += drawn;
    else this.#lines.set(key, { family, quiet, d: drawn });
  }

  tint(family: Family, piece: Piece) {
    const top = Math.round(piece.baseline - this.#top - LETTERS.above);
    const height = LETTERS.above + LETTERS.below;
    const left = Math.round(piece.left * 10) / 10;
    const width = Math.round((piece.right - piece.left) * 10) / 10;
    const drawn = `M${left} ${top}h${width}v${height}h${-width}z`;
    this.#tints.set(family, (this.#tints.get(family) ?? '') + drawn);
  }

  elements(): SVGPathElement[] {
    const tints = [...this.#tints].map(([family, d]) => path('mark-tint', family, d));
    const lines = [...this.#lines.values()].map(({ family, quiet, d }) =>
      path(quiet ? 'mark-line mark-line-quiet' : 'mark-line', family, d),
    );
    return [...tints, ...lines];
  }
}

function path(className: string, family: Family, d: string): SVGPathElement {
  const element = document.createElementNS(SVG, 'path');
  element.setAttribute('class', className);
  element.dataset['family'] = family;
  element.setAttribute('d', d);
  return element;
}
