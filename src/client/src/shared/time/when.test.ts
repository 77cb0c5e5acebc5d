import { describe, expect, test } from 'vitest';
import { roughTime } from './when';

const now = Date.parse('2026-03-05T18:00:00Z');

describe('a time in rough words', () => {
  test.each([
    ['2026-03-05T17:59:40Z', 'just now'],
    ['2026-03-05T18:00:05Z', 'just now'],
    ['2026-03-05T17:58:00Z', '2 minutes ago'],
    ['2026-03-05T15:30:00Z', '2 hours ago'],
    ['2026-03-04T12:00:00Z', '4 March 2026'],
    ['2026-03-07T12:00:00Z', '7 March 2026'],
  ])('%s is %s', (iso, expected) => {
    expect(roughTime(iso, now)).toBe(expected);
  });
});
