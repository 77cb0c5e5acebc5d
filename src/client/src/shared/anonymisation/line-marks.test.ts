import { describe, expect, test } from 'vitest';
import { kept } from '@/shared/anonymisation/answering';
import { passageOf } from '@/shared/anonymisation/passage';
import { findingsOf } from '@/shared/anonymisation/testing';
import { linesOf } from './line-marks';

const noWords: ReadonlySet<string> = new Set();
const text = 'Anna came.\n\nThe Grand\nHotel was shut, and Anna left for Hope.';
const passage = {
  ...passageOf(text),
  findings: findingsOf(text, { Anna: {}, 'Grand\nHotel': { kind: 'ORGANISATION' }, Hope: { tier: 'weak' } }),
};

const shown = (lines: ReturnType<typeof linesOf>) =>
  lines.map((line) => line.marks.map((mark) => `${mark.look} ${line.text.slice(mark.start, mark.end)}`));

describe('marks by line', () => {
  test('stand in their lines, in each of those they run over', () => {
    expect(shown(linesOf(passage, noWords, undefined))).toEqual([
      ['open Anna'],
      [],
      ['open Grand'],
      ['open Hotel', 'open Anna', 'weak Hope'],
    ]);
  });

  test('tell what is answered and what is at hand', () => {
    const answered = kept(passage, passage.findings.slice(0, 1), 'A common word, not a name');
    const lines = linesOf(answered, noWords, passage.findings[1]);
    expect(shown(lines)).toEqual([
      ['answered Anna'],
      [],
      ['current Grand'],
      ['current Hotel', 'open Anna', 'weak Hope'],
    ]);
  });

  test('of 200,000 characters and 20,000 findings are there within the time of a key press', () => {
    const long = 'Anna was cold.\n'.repeat(13_333);
    const all = { ...passageOf(long), findings: findingsOf(long, { Anna: {} }) };
    const before = performance.now();
    expect(linesOf(all, noWords, undefined)).toHaveLength(13_334);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
