import { describe, expect, it } from 'vitest';
import { layOut, type Anchored } from './fold';

const items = (count: number, apart: number, openAt = -1): Anchored[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `a${index}`,
    at: index * apart,
    height: 120,
    open: index === openAt,
  }));
const kinds = (slots: { kind: string }[]) => [...new Set(slots.map((slot) => slot.kind))];

describe('the margin', () => {
  it('shows cards in full while they stay near their words', () => {
    expect(kinds(layOut(items(10, 200)))).toEqual(['card']);
    expect(kinds(layOut(items(4, 60)))).toEqual(['card']);
  });

  it('shows one line each where full cards would stray', () => {
    expect(kinds(layOut(items(12, 45)).slice(0, -1))).toEqual(['line']);
  });

  it('makes stacks where even lines would stray', () => {
    const slots = layOut(items(5_000, 4));
    expect(kinds(slots)).toEqual(['stack']);
    expect(slots.flatMap((slot) => slot.ids)).toHaveLength(5_000);
  });

  it('folds only where it is crowded', () => {
    const crowded = items(60, 4);
    const alone: Anchored = { id: 'alone', at: 4_000, height: 120, open: false };
    expect(layOut([...crowded, alone]).at(-1)).toMatchObject({ kind: 'card', top: 4_000 });
  });

  it('keeps an open card in full at the height of its words', () => {
    const open = layOut(items(5_000, 4, 2_500)).find((slot) => slot.ids.includes('a2500'));
    expect(open?.kind).toBe('card');
    expect(open?.top).toBeCloseTo(10_000, 0);
  });

  it('leaves a held line as it is and where it is while others come', () => {
    const held = items(12, 45).map((item) =>
      item.id === 'a5' ? { ...item, hold: { kind: 'line' as const, top: 231, height: 34 } } : item,
    );
    const slot = layOut(held).find((other) => other.ids[0] === 'a5');
    expect(slot).toMatchObject({ kind: 'line', height: 34 });
    expect(slot?.top).toBeCloseTo(231, 0);
  });

  it('never lets two slots overlap', () => {
    const slots = layOut([...items(300, 9, 120)]);
    slots.slice(1).forEach((slot, index) => {
      const above = slots[index];
      expect(slot.top).toBeGreaterThanOrEqual((above?.top ?? 0) + (above?.height ?? 0));
    });
  });
});
