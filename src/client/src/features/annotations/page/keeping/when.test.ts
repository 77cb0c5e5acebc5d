import { describe, expect, it } from 'vitest';
import { exactWords, whenWords } from './when';

const now = Date.parse('2026-06-04T12:00:00Z');

describe('when something was', () => {
  it.each([
    ['2026-06-04T11:59:40Z', 'just now'],
    ['2026-06-04T11:48:00Z', '12 min ago'],
    ['2026-06-03T12:30:00Z', '23 h ago'],
    ['2026-06-01T17:40:00Z', '1 Jun, 18:40'],
    ['2025-12-31T10:05:00Z', '31 Dec 2025, 10:05'],
  ])('%s reads “%s”', (iso, words) => {
    expect(whenWords(iso, now, 'Europe/London')).toBe(words);
  });

  it('is just now for a clock that runs a little behind', () => {
    expect(whenWords('2026-06-04T12:00:05Z', now)).toBe('just now');
  });

  it('names the zone in full', () => {
    expect(exactWords('2026-06-01T17:40:00Z', 'Europe/London')).toBe('1 June 2026 at 18:40:00 BST');
  });
});
