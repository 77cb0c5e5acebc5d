import { describe, expect, it } from 'vitest';
import { isNothingLeft, removedIn, without, withoutLabels } from './passages';

describe('removing words', () => {
  it('leaves as many characters and all line ends', () => {
    expect(without('Kim\nsaid 👍 so', [{ start: 2, end: 11 }])).toBe('Ki█\n███████ so');
  });

  it('counts from where the words begin', () => {
    expect(without('Kim said', [{ start: 8, end: 13 }], 10)).toBe('███ said');
    expect(without('Kim said', [{ start: 0, end: 10 }], 10)).toBe('Kim said');
  });

  it('takes a speaker’s label from all their turns', () => {
    const turns = [
      { start: 0, speaker: 'Kim' },
      { start: 9, speaker: 'Therapist' },
      { start: 20, speaker: 'Kim' },
      { start: 30 },
    ];
    const left = withoutLabels(turns, [{ in: 'speaker', start: 20, end: 29 }]);
    expect(left.map(({ speaker }) => speaker)).toEqual(['███', 'Therapist', '███', undefined]);
    expect(withoutLabels(turns, [{ in: 'text', start: 0, end: 3 }])).toBe(turns);
    expect(withoutLabels(left, [{ in: 'speaker', start: 20, end: 29 }])).toBe(left);
  });

  it('may leave nothing', () => {
    expect(isNothingLeft('██ ██\n█')).toBe(true);
    expect(isNothingLeft('██ said')).toBe(false);
    expect(isNothingLeft(' ')).toBe(false);
  });

  it('is found again', () => {
    expect(removedIn('██ said █')).toEqual([
      { start: 0, end: 2 },
      { start: 8, end: 9 },
    ]);
  });
});
