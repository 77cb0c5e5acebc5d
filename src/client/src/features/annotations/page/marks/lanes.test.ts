import { describe, expect, it } from 'vitest';
import { assignLanes, NO_LANE } from './lanes';

const extents = (...pairs: [number, number][]) => pairs.map(([start, end]) => ({ start, end }));

describe('lanes', () => {
  it('puts marks that do not overlap side by side', () => {
    expect(assignLanes(extents([0, 5], [5, 9], [12, 20]))).toEqual([0, 0, 0]);
  });

  it('stacks two that overlap', () => {
    expect(assignLanes(extents([0, 20], [4, 9], [10, 12]))).toEqual([0, 1, 1]);
  });

  it('leaves the third and further ones out', () => {
    expect(assignLanes(extents([0, 20], [0, 15], [4, 9], [5, 6], [16, 18]))).toEqual([0, 1, NO_LANE, NO_LANE, 1]);
  });
});
