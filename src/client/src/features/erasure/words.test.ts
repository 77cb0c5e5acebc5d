import { expect, test } from 'vitest';
import { ownWords, reasonWords, scopeWords, stepsOf } from './words';

const asked = {
  state: 'requested' as const,
  requestedBy: 'Leila',
  why: 'client-asked' as const,
  requestedAt: '2026-03-03T12:00:00Z',
  dueAt: '2026-03-10T12:00:00Z',
  isYours: true,
};

test('counts are said in words', () => {
  expect(scopeWords({ events: 9, annotations: 3, replies: 1, people: 2 })).toBe(
    '3 annotations and 1 reply by 2 people',
  );
  expect(scopeWords({ events: 1, annotations: 1, replies: 0, people: 1 })).toBe('1 annotation by 1 person');
  expect(ownWords({ cases: 2, notes: 5, replies: 1 })).toBe('5 notes and 1 reply in 2 cases');
  expect(ownWords({ cases: 1, notes: 0, replies: 2 })).toBe('2 replies in 1 case');
  expect(scopeWords({ events: 0, annotations: 0, replies: 0, people: 0 })).toBe('no annotation and no reply');
});

test('each step has its date, and time may decide', () => {
  const at = '2026-03-10T12:00:00Z';
  expect(stepsOf(asked)).toEqual([{ what: 'Asked for by Leila', at: asked.requestedAt }]);
  expect(stepsOf({ ...asked, state: 'declined', decidedBy: 'Kim', decidedAt: at })[1]?.what).toBe('Declined by Kim');
  expect(
    stepsOf({ ...asked, state: 'erased', decidedAt: at, keyDestroyedAt: at, erasedAt: at }).map(({ what }) => what),
  ).toEqual(['Asked for by Leila', 'The waiting time was over', 'Key destroyed', 'Erased']);
});

test('where nobody asked, the time of keeping did', () => {
  const at = '2027-03-03T12:00:00Z';
  const kept = { ...asked, state: 'erased' as const, why: 'retention' as const, requestedBy: null, requestedAt: at };
  expect(stepsOf({ ...kept, decidedAt: at, keyDestroyedAt: at, erasedAt: at }).map(({ what }) => what)).toEqual([
    'The time of keeping was over',
    'Key destroyed',
    'Erased',
  ]);
  expect(reasonWords('retention')).toBe('It was kept for as long as the institute keeps it');
});
