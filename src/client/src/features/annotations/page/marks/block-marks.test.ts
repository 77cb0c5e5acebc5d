import { describe, expect, it } from 'vitest';
import type { Thread } from '@/features/annotations/room/types';
import { makeTiles } from '../text/tiles';
import { createMarkIndexer } from './block-marks';

const text = `${'word '.repeat(20)}\n\n${'other '.repeat(20)}`.trim();
const blocks = [
  { start: 0, end: 99 },
  { start: 102, end: text.length },
];
const tiles = makeTiles(text, blocks, 50);

const thread = (id: string, start: number, end: number): Thread => ({
  id,
  by: 'ada',
  at: '2026-06-01T17:00:00Z',
  span: { start, end, quote: '', prefix: '', suffix: '' },
  codes: [{ codebook: 'frame', version: '1.0.0', code: 'time' }],
  resolved: false,
  replies: [],
  keeping: { state: 'kept', version: 1 },
});

describe('sorting threads into tiles', () => {
  it('cuts a mark where a tile ends', () => {
    const index = createMarkIndexer(blocks, tiles)([thread('a', 45, 60)]);
    expect(index.byTile.flatMap((tile) => tile.marks.map((mark) => [mark.start, mark.end]))).toEqual([
      [45, 50],
      [50, 60],
    ]);
  });

  it('shows one that crosses blocks in both', () => {
    const index = createMarkIndexer(blocks, tiles)([thread('a', 90, 110)]);
    expect(index.byBlock.map((bucket) => bucket.length)).toEqual([1, 1]);
  });

  it('counts from the third on instead of drawing them', () => {
    const index = createMarkIndexer(blocks, tiles)([thread('a', 0, 30), thread('b', 0, 30), thread('c', 10, 20)]);
    expect(index.byTile[0]?.undrawn).toEqual([10]);
  });
});

describe('a live change', () => {
  const a = thread('a', 0, 20);
  const b = thread('b', 110, 130);

  it('leaves the tiles of other blocks as they are', () => {
    const indexer = createMarkIndexer(blocks, tiles);
    const before = indexer([a, b]);
    const after = indexer([a, thread('c', 105, 120), b]);
    const changed = tiles.filter((tile) => before.byTile[tile.index] !== after.byTile[tile.index]);
    expect(changed.map((tile) => tile.block)).toEqual([1]);
  });

  it('repaints nothing for a reply', () => {
    const indexer = createMarkIndexer(blocks, tiles);
    const before = indexer([a, b]);
    const after = indexer([{ ...a, replies: [] }, b]);
    expect(tiles.every((tile) => before.byTile[tile.index] === after.byTile[tile.index])).toBe(true);
  });
});
