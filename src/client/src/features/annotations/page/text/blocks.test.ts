import { describe, expect, it } from 'vitest';
import { blockIndexAt, isHardWrapped } from './blocks';

const blocks = [
  { start: 2, end: 10 },
  { start: 12, end: 20 },
  { start: 25, end: 26 },
];

describe('finding the block of an offset', () => {
  it.each([
    [0, -1],
    [2, 0],
    [9, 0],
    [11, 0],
    [12, 1],
    [24, 1],
    [25, 2],
    [400, 2],
  ])('offset %i is in block %i', (offset, index) => {
    expect(blockIndexAt(blocks, offset)).toBe(index);
  });
});

describe('wrapped lines', () => {
  it('are told from lines that are meant', () => {
    const wrapped = `${'word '.repeat(14)}\n${'word '.repeat(13)}\n${'word '.repeat(14)}\nend`;
    expect(isHardWrapped(wrapped)).toBe(true);
    expect(isHardWrapped('Mother:\nThree lines of verse\nand a fourth\n')).toBe(false);
    expect(isHardWrapped('one long paragraph on a line '.repeat(40))).toBe(false);
  });
});
