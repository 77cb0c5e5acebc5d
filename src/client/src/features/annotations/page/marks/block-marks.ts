import type { Thread } from '@/features/annotations/room/types';
import { blockIndexAt, type BlockRange } from '../text/blocks';
import type { Tile } from '../text/tiles';
import { assignLanes, NO_LANE } from './lanes';

export type Mark = { thread: Thread; lane: number; start: number; end: number };

/** All that is painted on one tile. Kept as it is, by identity, while nothing in it has changed. */
export type TileMarks = {
  marks: readonly Mark[];
  /** Where the ones begin that found no lane: they are counted beside the line. */
  undrawn: readonly number[];
};

const NOTHING: TileMarks = { marks: [], undrawn: [] };

export type MarkIndex = {
  /** Threads that touch each block, in reading order. */
  byBlock: readonly (readonly Thread[])[];
  byTile: readonly TileMarks[];
};

/**
 * Sorts threads into blocks and tiles. Lanes are given out block by block, so that a change never reaches beyond its
 * block; whatever is unchanged since `previous` is the same object as there.
 */
export function indexMarks(
  threads: readonly Thread[],
  blocks: readonly BlockRange[],
  tiles: readonly Tile[],
  previous?: MarkIndex,
): MarkIndex {
  const buckets: Thread[][] = blocks.map(() => []);
  for (const thread of threads) {
    const first = Math.max(0, blockIndexAt(blocks, thread.span.start));
    for (let index = first; index < blocks.length; index += 1) {
      const block = blocks[index];
      if (!block || block.start >= thread.span.end) break;
      if (block.end > thread.span.start) buckets[index]?.push(thread);
    }
  }
  const byBlock = buckets.map((bucket, index) => {
    const before = previous?.byBlock[index];
    return before && sameItems(before, bucket) ? before : bucket;
  });
  const byTile = new Array<TileMarks>(tiles.length).fill(NOTHING);
  let from = 0;
  while (from < tiles.length) {
    const block = tiles[from]?.block ?? 0;
    let to = from;
    while (tiles[to]?.block === block) to += 1;
    const inBlock = byBlock[block] ?? [];
    if (previous?.byBlock[block] === inBlock) {
      for (let at = from; at < to; at += 1) byTile[at] = previous.byTile[at] ?? NOTHING;
    } else if (inBlock.length > 0) {
      fillTiles(inBlock, tiles.slice(from, to), byTile, previous);
    }
    from = to;
  }
  return { byBlock, byTile };
}

function fillTiles(threads: readonly Thread[], tiles: readonly Tile[], out: TileMarks[], previous?: MarkIndex) {
  const lanes = assignLanes(threads.map((thread) => thread.span));
  for (const tile of tiles) {
    const marks: Mark[] = [];
    const undrawn: number[] = [];
    threads.forEach((thread, index) => {
      const lane = lanes[index] ?? NO_LANE;
      const start = Math.max(thread.span.start, tile.start);
      const end = Math.min(thread.span.end, tile.end);
      if (start >= end) return;
      if (lane !== NO_LANE) marks.push({ thread, lane, start, end });
      else if (thread.span.start >= tile.start) undrawn.push(start);
    });
    const before = previous?.byTile[tile.index];
    out[tile.index] = before && sameMarks(before, marks, undrawn) ? before : { marks, undrawn };
  }
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function sameMarks(before: TileMarks, marks: readonly Mark[], undrawn: readonly number[]): boolean {
  return (
    before.marks.length === marks.length &&
    marks.every((mark, index) => sameMark(before.marks[index], mark)) &&
    sameItems(before.undrawn, undrawn)
  );
}

/** Whether two would look the same; a reply to one of them does not show in the text. */
function sameMark(a: Mark | undefined, b: Mark): boolean {
  return (
    a?.lane === b.lane &&
    a.start === b.start &&
    a.end === b.end &&
    a.thread.id === b.thread.id &&
    a.thread.codes === b.thread.codes &&
    a.thread.resolved === b.thread.resolved
  );
}

/** Remembers the last index, so that each next one keeps what has not changed. */
export function createMarkIndexer(blocks: readonly BlockRange[], tiles: readonly Tile[]) {
  let last: MarkIndex | undefined;
  return (threads: readonly Thread[]): MarkIndex => {
    last = indexMarks(threads, blocks, tiles, last);
    return last;
  };
}
