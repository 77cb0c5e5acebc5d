import { describe, expect, it } from 'vitest';
import { otherPlaces, type Written } from './other-places';

const written: Written[] = [
  { in: 'title', words: 'Kim' },
  { in: 'text', words: 'Kim said that KIM, not Kimberley, is Kim.' },
  { in: 'note', annotationId: 'a1', words: 'kim?' },
  { in: 'reply', annotationId: 'a1', replyId: 'r1', words: 'Nobody.' },
];

describe('where else the same words stand', () => {
  it('looks in the title, the text, notes and replies, and not inside longer words', () => {
    expect(otherPlaces({ in: 'text', start: 0, end: 3 }, 'Kim', written)).toEqual([
      { in: 'title', start: 0, end: 3 },
      { in: 'text', start: 14, end: 17 },
      { in: 'text', start: 37, end: 40 },
      { in: 'note', annotationId: 'a1', start: 0, end: 3 },
    ]);
  });

  it('looks at the labels of speakers, and takes all of one', () => {
    const turn = { start: 40, end: 60 };
    const labels: Written[] = [
      { in: 'speaker', words: 'Kim A.', turn },
      { in: 'speaker', words: 'Therapist', turn: { start: 61, end: 70 } },
    ];
    expect(otherPlaces({ in: 'text', start: 0, end: 3 }, 'Kim', labels)).toEqual([{ in: 'speaker', ...turn }]);
    expect(otherPlaces({ in: 'speaker', ...turn }, 'Kim A.', labels)).toEqual([]);
  });

  it('leaves out the one that was pointed at', () => {
    const note = { in: 'note' as const, annotationId: 'a1', replyId: null, start: 0, end: 4 };
    expect(otherPlaces(note, 'kim?', written)).toEqual([]);
  });

  it('takes what was chosen as words and not as a pattern', () => {
    expect(otherPlaces({ in: 'text', start: 0, end: 1 }, '.*', written)).toEqual([]);
  });
});
