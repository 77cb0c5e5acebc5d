import { describe, expect, it } from 'vitest';
import { makeTiles } from './tiles';

describe('tiles', () => {
  it('are the blocks themselves while these are short', () => {
    expect(
      makeTiles('ab cd\n\nef', [
        { start: 0, end: 5 },
        { start: 7, end: 9 },
      ]),
    ).toEqual([
      { index: 0, block: 0, start: 0, end: 5 },
      { index: 1, block: 1, start: 7, end: 9 },
    ]);
  });

  it('cut a long block at white space and leave nothing out', () => {
    const text = 'one two three four five';
    const tiles = makeTiles(text, [{ start: 0, end: text.length }], 9);
    expect(tiles.map((tile) => text.slice(tile.start, tile.end))).toEqual(['one two ', 'three ', 'four five']);
  });

  it('cut a word that is longer than a tile', () => {
    expect(makeTiles('aaaaaaa', [{ start: 0, end: 7 }], 3).map((tile) => [tile.start, tile.end])).toEqual([
      [0, 3],
      [3, 6],
      [6, 7],
    ]);
  });
});
