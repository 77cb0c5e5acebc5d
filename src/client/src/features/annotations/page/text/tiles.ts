import type { BlockRange } from './blocks';

/** A stretch of one block that is measured and painted as one piece. */
export type Tile = { index: number; block: number; start: number; end: number };

const LONGEST = 1_000;

/** Cuts blocks into tiles of a bounded length, at white space, so that one change costs one short stretch of text. */
export function makeTiles(text: string, blocks: readonly BlockRange[], longest = LONGEST): Tile[] {
  const tiles: Tile[] = [];
  blocks.forEach((block, index) => {
    let start = block.start;
    while (start < block.end) {
      const end = block.end - start <= longest ? block.end : cutBefore(text, start, start + longest);
      tiles.push({ index: tiles.length, block: index, start, end });
      start = end;
    }
  });
  return tiles;
}

function cutBefore(text: string, start: number, limit: number): number {
  for (let at = limit; at > start; at -= 1) {
    if (/\s/u.test(text.charAt(at - 1))) return at;
  }
  return limit;
}
