export type BlockRange = { start: number; end: number };

/** Index of the block that holds the offset; between two blocks the earlier one; -1 before the first. */
export function blockIndexAt(blocks: readonly BlockRange[], offset: number): number {
  let low = 0;
  let high = blocks.length - 1;
  let found = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.start ?? Infinity) <= offset) {
      found = middle;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return found;
}

/** Whether the lines of a paragraph are only the wrapping of the file it came from, not meant to be kept. */
export function isHardWrapped(paragraph: string): boolean {
  const lines = paragraph.split('\n').slice(0, -1);
  if (lines.length < 2) return false;
  const longest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  return longest >= 50 && longest <= 100 && lines.every((line) => line.length > longest * 0.7);
}
