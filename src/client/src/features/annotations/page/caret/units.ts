import type { Range } from '@/features/annotations/room/types';
import { blockIndexAt, type BlockRange } from '../text/blocks';

export type Unit = 'word' | 'sentence';

/** Words and sentences of a text, found block by block when first asked for. */
export type TextUnits = {
  text: string;
  blocks: readonly BlockRange[];
  of(block: number, unit: Unit): readonly Range[];
};

export function textUnits(text: string, blocks: readonly BlockRange[], language = 'en-GB'): TextUnits {
  const segmenters = {
    word: new Intl.Segmenter(language, { granularity: 'word' }),
    sentence: new Intl.Segmenter(language, { granularity: 'sentence' }),
  };
  const known = { word: new Map<number, readonly Range[]>(), sentence: new Map<number, readonly Range[]>() };
  const find = (block: number, unit: Unit): readonly Range[] => {
    const extent = blocks[block];
    if (!extent) return [];
    const found: Range[] = [];
    for (const segment of segmenters[unit].segment(text.slice(extent.start, extent.end))) {
      const words = segment.segment.trimEnd();
      if (unit === 'word' ? !segment.isWordLike : words.length === 0) continue;
      const start = extent.start + segment.index;
      found.push({ start, end: start + words.length });
    }
    // A line of dashes has no words, yet the caret must be able to stand on it.
    return found.length > 0 ? found : [{ start: extent.start, end: extent.end }];
  };
  return {
    text,
    blocks,
    of(block, unit) {
      const cached = known[unit].get(block);
      if (cached) return cached;
      const found = find(block, unit);
      known[unit].set(block, found);
      return found;
    },
  };
}

/** The word or sentence that holds the offset, or else the next one, or else the last of the block. */
export function unitAt(units: TextUnits, offset: number, unit: Unit): Range | undefined {
  const block = Math.max(0, blockIndexAt(units.blocks, offset));
  const inBlock = units.of(block, unit);
  return inBlock.find((range) => range.end > offset) ?? inBlock.at(-1);
}
