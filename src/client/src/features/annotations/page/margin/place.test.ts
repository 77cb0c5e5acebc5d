import { describe, expect, it } from 'vitest';
import { place } from './place';

const card = (at: number, height = 40) => ({ at, height });

describe('placing cards', () => {
  it('puts each at the height of its span while there is room', () => {
    expect(place([card(0), card(100), card(300)])).toEqual([0, 100, 300]);
  });

  it('shares out the displacement among cards that collide', () => {
    expect(place([card(100), card(100)], 10)).toEqual([75, 125]);
  });

  it('never lets two overlap', () => {
    const tops = place([card(100), card(101), card(102), card(140), card(400)], 8);
    tops.slice(1).forEach((top, index) => expect(top).toBeGreaterThanOrEqual((tops[index] ?? 0) + 48 - 1e-9));
  });

  it('keeps a fixed card where it is, and the others make room on both sides', () => {
    const tops = place([card(100), { ...card(100), fixed: true }, card(100)], 10);
    expect(tops.map(Math.round)).toEqual([50, 100, 150]);
  });

  it('does not rise above the top of the column', () => {
    expect(place([card(0), card(0)], 10)).toEqual([0, 50]);
  });
});
