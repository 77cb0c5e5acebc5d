import type { Range } from '@/features/annotations/room/types';
import { blockIndexAt } from '../text/blocks';
import { unitAt, type TextUnits, type Unit } from './units';

/**
 * A caret that always stands on something: the word or sentence it began on, and the one it has been moved to. What
 * lies between the two, both included, is selected.
 */
export type Caret = { anchor: Range; focus: Range };

export type Move =
  | { by: Unit; direction: 1 | -1; extend: boolean }
  | { by: 'block-edge' | 'text-edge'; direction: 1 | -1; extend: boolean };

export function caretAt(units: TextUnits, offset: number, unit: Unit = 'word'): Caret | undefined {
  const range = unitAt(units, offset, unit);
  return range && { anchor: range, focus: range };
}

export function selectionOf(caret: Caret): Range {
  return {
    start: Math.min(caret.anchor.start, caret.focus.start),
    end: Math.max(caret.anchor.end, caret.focus.end),
  };
}

export function isExtended(caret: Caret): boolean {
  return caret.anchor.start !== caret.focus.start || caret.anchor.end !== caret.focus.end;
}

export function moveCaret(units: TextUnits, caret: Caret, move: Move): Caret {
  const focus = target(units, caret.focus, move);
  return focus ? { anchor: move.extend ? caret.anchor : focus, focus } : caret;
}

function target(units: TextUnits, from: Range, move: Move): Range | undefined {
  const block = Math.max(0, blockIndexAt(units.blocks, from.start));
  switch (move.by) {
    case 'word':
    case 'sentence':
      return neighbour(units, from, block, move.by, move.direction);
    case 'block-edge':
      return edge(units.of(block, 'word'), move.direction);
    case 'text-edge':
      return edge(units.of(move.direction > 0 ? units.blocks.length - 1 : 0, 'word'), move.direction);
  }
}

const edge = (ranges: readonly Range[], direction: 1 | -1) => (direction > 0 ? ranges.at(-1) : ranges[0]);

function neighbour(units: TextUnits, from: Range, block: number, unit: Unit, direction: 1 | -1): Range | undefined {
  const ranges = units.of(block, unit);
  const next =
    direction > 0
      ? ranges.find((range) => range.start >= from.end)
      : ranges.findLast((range) => range.start < from.start && (unit === 'sentence' || range.end <= from.start));
  if (next) return next;
  return edge(units.of(block + direction, unit), direction > 0 ? -1 : 1);
}
