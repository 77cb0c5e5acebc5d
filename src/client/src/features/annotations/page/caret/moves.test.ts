import { describe, expect, it } from 'vitest';
import { caretAt, isExtended, moveCaret, selectionOf, type Caret, type Move } from './moves';
import { textUnits } from './units';

const text = 'Presenting concern\n\nShe came late. “It’s nothing,” she said. Then silence.\n\n—\n\nOkay.';
const blocks = [
  { start: 0, end: 18 },
  { start: 20, end: 74 },
  { start: 76, end: 77 },
  { start: 79, end: 84 },
];
const units = textUnits(text, blocks);

const word = (direction: 1 | -1, extend = false): Move => ({ by: 'word', direction, extend });
const sentence = (direction: 1 | -1, extend = false): Move => ({ by: 'sentence', direction, extend });
const edge = (by: 'block-edge' | 'text-edge', direction: 1 | -1, extend = false): Move => ({ by, direction, extend });

function after(start: number, ...moves: Move[]): Caret {
  const first = caretAt(units, start);
  if (!first) throw new Error('There is no word here.');
  return moves.reduce((caret, move) => moveCaret(units, caret, move), first);
}
const words = (caret: Caret) => text.slice(selectionOf(caret).start, selectionOf(caret).end);

describe('the caret by word', () => {
  it('stands on the word that holds the offset', () => {
    expect(words(after(3))).toBe('Presenting');
  });

  it('goes forward and back, and leaves punctuation out', () => {
    expect(words(after(20, word(1), word(1), word(1)))).toBe('It’s');
    expect(words(after(20, word(1), word(1), word(1), word(-1)))).toBe('late');
  });

  it('crosses from block to block', () => {
    expect(words(after(11, word(1)))).toBe('She');
    expect(words(after(20, word(-1)))).toBe('concern');
  });

  it('can stand on a block without words', () => {
    expect(words(after(79, word(-1)))).toBe('—');
  });

  it('stays where it is at the ends of the text', () => {
    expect(words(after(0, word(-1)))).toBe('Presenting');
    expect(words(after(79, word(1)))).toBe('Okay');
  });
});

describe('the caret extended', () => {
  it('takes in what it passes', () => {
    expect(words(after(20, word(1, true), word(1, true)))).toBe('She came late');
  });

  it('shrinks again and turns over its anchor', () => {
    expect(words(after(24, word(1, true), word(-1, true)))).toBe('came');
    expect(words(after(24, word(-1, true)))).toBe('She came');
  });

  it('collapses on a move without Shift', () => {
    const caret = after(20, word(1, true), word(1));
    expect([words(caret), isExtended(caret)]).toEqual(['late', false]);
  });
});

describe('the caret by sentence', () => {
  it('takes the next sentence whole', () => {
    expect(words(after(20, sentence(1)))).toContain('nothing');
    expect(words(after(20, sentence(1), sentence(1)))).toBe('Then silence.');
  });

  it('extends by whole sentences', () => {
    expect(words(after(20, sentence(1), sentence(1, true)))).toMatch(/^“It’s.*Then silence\.$/u);
  });

  it('goes back to the start of the sentence it is in, then to the one before', () => {
    expect(words(after(29, sentence(-1)))).toBe('She came late.');
    expect(words(after(20, sentence(-1)))).toBe('Presenting concern');
  });
});

describe('the caret to an edge', () => {
  it('goes to the ends of its block', () => {
    expect(words(after(30, edge('block-edge', -1)))).toBe('She');
    expect(words(after(20, edge('block-edge', 1)))).toBe('silence');
  });

  it('goes to the ends of the text', () => {
    expect(words(after(30, edge('text-edge', 1)))).toBe('Okay');
    expect(words(after(30, edge('text-edge', -1)))).toBe('Presenting');
  });

  it('extends to the edge', () => {
    expect(words(after(20, edge('block-edge', 1, true)))).toBe('She came late. “It’s nothing,” she said. Then silence');
  });
});
