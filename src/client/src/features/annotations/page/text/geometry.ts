import type { Range as TextRange } from '@/features/annotations/room/types';
import type { TextMap } from './text-map';
import type { Tile } from './tiles';

/** One piece of a passage on one line, measured from the corner of the text's element. */
export type Piece = { left: number; right: number; top: number; bottom: number; baseline: number };

type TileBox = { top: number; bottom: number; lines: readonly number[] };

/**
 * Where the words are. Lines of every tile are measured in one go when the layout changes; single passages are
 * measured when asked for. Nothing here changes the document, so that measuring never lays out twice.
 */
export class Geometry {
  readonly #element: HTMLElement;
  readonly #map: TextMap;
  readonly #tiles: readonly Tile[];
  #boxes: TileBox[] = [];
  #ascent = 0;
  #width = 0;
  #height = 0;

  constructor(element: HTMLElement, map: TextMap, tiles: readonly Tile[]) {
    this.#element = element;
    this.#map = map;
    this.#tiles = tiles;
    this.measure();
  }

  get width() {
    return this.#width;
  }

  get height() {
    return this.#height;
  }

  measure() {
    const origin = this.#element.getBoundingClientRect();
    this.#width = origin.width;
    this.#height = origin.height;
    this.#ascent = ascentOf(this.#element);
    const range = document.createRange();
    this.#boxes = this.#tiles.map((tile) => {
      const node = this.#map.nodeOf(tile.index);
      if (!node) return { top: 0, bottom: 0, lines: [] };
      range.selectNodeContents(node);
      const lines: number[] = [];
      let bottom = 0;
      for (const rect of range.getClientRects()) {
        const top = rect.top - origin.top;
        if (top > (lines.at(-1) ?? -Infinity) + 1) lines.push(top);
        bottom = Math.max(bottom, rect.bottom - origin.top);
      }
      return { top: lines[0] ?? bottom, bottom, lines };
    });
  }

  /** For measuring many passages in one go. */
  origin(): DOMRect {
    return this.#element.getBoundingClientRect();
  }

  tileTop(tile: number): number {
    return this.#boxes[tile]?.top ?? 0;
  }

  /** Tiles that touch a stretch of the page. */
  tilesBetween(top: number, bottom: number): Tile[] {
    return this.#tiles.filter((tile) => {
      const box = this.#boxes[tile.index];
      return box !== undefined && box.bottom >= top && box.top <= bottom;
    });
  }

  /** Where a passage stands, line by line. Asking for few passages at a time keeps a frame short. */
  pieces({ start, end }: TextRange, origin = this.#element.getBoundingClientRect()): Piece[] {
    const found: Piece[] = [];
    const first = this.#map.tileAt(start)?.index ?? 0;
    const range = document.createRange();
    for (let index = first; index < this.#tiles.length; index += 1) {
      const tile = this.#tiles[index];
      const node = this.#map.nodeOf(index);
      if (!tile || !node || tile.start >= end) break;
      if (tile.end <= start) continue;
      range.setStart(node, Math.max(0, start - tile.start));
      range.setEnd(node, Math.min(node.length, end - tile.start));
      for (const rect of range.getClientRects()) {
        if (rect.width < 0.5) continue;
        const top = rect.top - origin.top;
        found.push({
          left: rect.left - origin.left,
          right: rect.right - origin.left,
          top,
          bottom: rect.bottom - origin.top,
          baseline: top + this.#ascent,
        });
      }
    }
    return found;
  }

  /** Top of the line that holds the offset, measured. */
  topOf(offset: number): number {
    const point = this.#map.pointOf(offset);
    if (!point) return 0;
    const range = document.createRange();
    range.setStart(point.node, point.offset);
    range.setEnd(point.node, Math.min(point.node.length, point.offset + 1));
    const rect = range.getClientRects()[0];
    return rect ? rect.top - this.#element.getBoundingClientRect().top : this.roughTopOf(offset);
  }

  baselineOf(offset: number, exact: boolean): number {
    return (exact ? this.topOf(offset) : this.roughTopOf(offset)) + this.#ascent;
  }

  /** The same as `topOf`, from what is known already: at most a line off, and free. */
  roughTopOf(offset: number): number {
    const tile = this.#map.tileAt(offset);
    const box = tile && this.#boxes[tile.index];
    if (!tile || !box) return 0;
    const part = (offset - tile.start) / Math.max(1, tile.end - tile.start);
    return box.lines[Math.min(box.lines.length - 1, Math.floor(part * box.lines.length))] ?? box.top;
  }

  /** The offset nearest to a height, by the lines; for telling where someone reads. */
  roughOffsetAt(y: number): number {
    const index = this.#boxes.findIndex((box) => box.bottom >= y);
    const tile = this.#tiles[index < 0 ? this.#tiles.length - 1 : index];
    const box = tile && this.#boxes[tile.index];
    if (!tile || !box) return 0;
    const part = (y - box.top) / Math.max(1, box.bottom - box.top);
    return Math.round(tile.start + Math.min(1, Math.max(0, part)) * (tile.end - tile.start));
  }

  /** The offset nearest to a point of the window, if any of the text is near it. */
  nearestOffset(x: number, y: number): number | undefined {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && this.#element.contains(caret.offsetNode)
      ? this.#map.offsetOf(caret.offsetNode, caret.offset)
      : undefined;
  }

  /** The offset under a point of the window, or undefined where there are no words. */
  offsetAt(x: number, y: number): number | undefined {
    const caret = document.caretPositionFromPoint(x, y);
    if (!caret || !(caret.offsetNode instanceof Text)) return undefined;
    const node = caret.offsetNode;
    if (!this.#element.contains(node)) return undefined;
    const range = document.createRange();
    // A caret falls before or after the character under the pointer.
    for (const from of [caret.offset, caret.offset - 1]) {
      if (from < 0 || from >= node.length) continue;
      range.setStart(node, from);
      range.setEnd(node, from + 1);
      for (const rect of range.getClientRects()) {
        if (x >= rect.left && x <= rect.right && y >= rect.top - 2 && y <= rect.bottom + 6) {
          return this.#map.offsetOf(node, from);
        }
      }
    }
    return undefined;
  }
}

/** From the top of a line's letters to their baseline, for the typeface in use. */
function ascentOf(element: HTMLElement): number {
  const probe = document.createElement('span');
  probe.style.cssText = 'position:absolute;visibility:hidden;white-space:nowrap';
  const foot = document.createElement('span');
  foot.style.cssText = 'display:inline-block;width:1px;height:0';
  const letter = document.createElement('span');
  letter.textContent = 'x';
  probe.append(letter, foot);
  element.append(probe);
  const ascent = foot.getBoundingClientRect().bottom - letter.getBoundingClientRect().top;
  probe.remove();
  return ascent;
}
