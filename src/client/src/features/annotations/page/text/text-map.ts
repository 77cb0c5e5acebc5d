import type { Tile } from './tiles';

/** Each tile is one text node, so that any offset is found in the document by a search and a subtraction. */
export type TextMap = {
  nodeOf(tile: number): Text | undefined;
  tileAt(offset: number): Tile | undefined;
  pointOf(offset: number): { node: Text; offset: number } | undefined;
  /** The offset nearest to a point of the document; a point outside the text counts as the next place in it. */
  offsetOf(node: Node, offset: number): number | undefined;
};

export function mapText(root: HTMLElement, tiles: readonly Tile[]): TextMap {
  const nodes = textNodes(root);
  const tileOf = new Map<Node, Tile>();
  nodes.forEach((node, index) => {
    const tile = tiles[index];
    if (tile) tileOf.set(node, tile);
  });

  const tileAt = (offset: number): Tile | undefined => {
    let low = 0;
    let high = tiles.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((tiles[middle]?.start ?? Infinity) <= offset) low = middle;
      else high = middle - 1;
    }
    return tiles[low];
  };

  return {
    nodeOf: (tile) => nodes[tile],
    tileAt,
    pointOf(offset) {
      const tile = tileAt(offset);
      const node = tile && nodes[tile.index];
      if (!tile || !node) return undefined;
      return { node, offset: Math.max(0, Math.min(offset - tile.start, node.length)) };
    },
    offsetOf(node, offset) {
      const tile = tileOf.get(node);
      if (tile) return tile.start + Math.min(offset, tile.end - tile.start);
      if (!root.contains(node)) return undefined;
      const point = document.createRange();
      point.setStart(node, offset);
      const next = nodes.findIndex((text) => point.comparePoint(text, 0) >= 0);
      return next < 0 ? tiles.at(-1)?.end : tiles[next]?.start;
    },
  };
}

function textNodes(root: HTMLElement): Text[] {
  const found: Text[] = [];
  for (const element of root.querySelectorAll('[data-words]')) {
    for (const child of element.childNodes) {
      if (child instanceof Text) found.push(child);
    }
  }
  return found;
}
