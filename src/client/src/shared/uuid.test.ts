import { describe, expect, test } from 'vitest';
import { uuidv7 } from './uuid';

const zeros = () => undefined;
const ones = (bytes: Uint8Array) => void bytes.fill(0xff);

describe('a UUID of version 7', () => {
  test('carries the time, the version and the variant', () => {
    expect(uuidv7(Date.parse('2026-03-05T18:00:00Z'), zeros)).toBe('019cbf28-1100-7000-8000-000000000000');
    expect(uuidv7(Date.parse('2026-03-05T18:00:00Z'), ones)).toBe('019cbf28-1100-7fff-bfff-ffffffffffff');
  });

  test('sorts by when it was made', () => {
    const earlier = uuidv7(1_000, ones);
    const later = uuidv7(1_001, zeros);
    expect(earlier < later).toBe(true);
  });
});
