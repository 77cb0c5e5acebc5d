import { expect, test } from 'vitest';
import { scopeWords, stepsOf } from './words';

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
