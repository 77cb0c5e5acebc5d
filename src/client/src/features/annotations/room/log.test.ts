import { describe, expect, test } from 'vitest';
import { Log } from './log';
import { compareThreads } from './order';
import { annotated, annotation, changes } from './testing/examples';
import type { Change } from './wire';

function logOf(...happened: Parameters<typeof changes>): Log {
  const log = new Log();
  log.apply({ from: 0, to: happened.length, changes: changes(...happened) });
  return log;
}

const ids = (log: Log) => log.threads.map((thread) => thread.id);

describe('the log of changes', () => {
  test.each<{ name: string; happened: Parameters<typeof changes>; expected: object[] }>([
    {
      name: 'an annotation is a thread',
      happened: [annotated('a', 10, 20, 'Looked away')],
      expected: [
        { id: 'a', note: 'Looked away', resolved: false, replies: [], keeping: { state: 'kept', version: 1 } },
      ],
    },
    {
      name: 'what has been erased stands without its words',
      happened: [
        { kind: 'annotated', annotation: { ...annotation('a', 10, 20), isErased: true } },
        { kind: 'replied', annotationId: 'a', replyId: 'r', text: '', isErased: true },
      ],
      expected: [{ id: 'a', erased: true, replies: [{ id: 'r', text: '', erased: true }] }],
    },
    {
      name: 'a withdrawn annotation is gone',
      happened: [annotated('a'), { kind: 'withdrawn', annotationId: 'a' }],
      expected: [],
    },
    {
      name: 'a replacement takes the thread along and keeps its time',
      happened: [
        annotated('a'),
        { kind: 'replied', annotationId: 'a', replyId: 'r', text: 'Yes' },
        { kind: 'resolved', annotationId: 'a' },
        { kind: 'replaced', annotationId: 'a', annotation: annotation('b', 12, 30) },
      ],
      expected: [{ id: 'b', at: '2026-03-05T18:00:00Z', resolved: true, replies: [{ id: 'r', text: 'Yes' }] }],
    },
    {
      name: 'a reply to what was replaced reaches the new one',
      happened: [
        annotated('a'),
        { kind: 'replaced', annotationId: 'a', annotation: annotation('b') },
        { kind: 'replied', annotationId: 'a', replyId: 'r', text: 'Yes' },
      ],
      expected: [{ id: 'b', replies: [{ id: 'r' }] }],
    },
    {
      name: 'a withdrawn reply leaves its place without its words',
      happened: [
        annotated('a'),
        { kind: 'replied', annotationId: 'a', replyId: 'r', text: 'Yes' },
        { kind: 'reply-withdrawn', annotationId: 'a', replyId: 'r' },
      ],
      expected: [{ id: 'a', replies: [{ id: 'r', text: '', withdrawn: true }] }],
    },
    {
      name: 'resolved and reopened',
      happened: [annotated('a'), { kind: 'resolved', annotationId: 'a' }, { kind: 'reopened', annotationId: 'a' }],
      expected: [{ id: 'a', resolved: false }],
    },
    {
      name: 'a change about an unknown annotation is no thread',
      happened: [{ kind: 'replied', annotationId: 'nowhere', replyId: 'r', text: 'Yes' }],
      expected: [],
    },
  ])('$name', ({ happened, expected }) => {
    expect(logOf(...happened).threads).toMatchObject(expected);
  });

  test('stands by start, then the longer first, then time', () => {
    const log = logOf(
      annotated('late', 30, 40),
      annotated('short', 10, 12),
      annotated('long', 10, 20),
      annotated('again', 10, 20),
    );
    expect(ids(log)).toEqual(['long', 'again', 'short', 'late']);
  });

  test('drops what is not newer and reports a gap without applying it', () => {
    const log = logOf(annotated('a'), annotated('b', 12, 20));
    const before = log.threads;
    expect(log.apply({ from: 0, to: 2, changes: [] })).toBe('old');
    expect(log.apply({ from: 3, to: 4, changes: [] })).toBe('gap');
    expect(log.apply({ from: 1, to: 3, changes: [] })).toBe('gap');
    expect(log.threads).toBe(before);
    expect(log.version).toBe(2);
  });

  test('leaves untouched threads the objects they were', () => {
    const log = logOf(annotated('a', 1, 2), annotated('b', 3, 4));
    const [a, b] = log.threads;
    const [reply] = changes({ kind: 'replied', annotationId: 'b', replyId: 'r', text: 'Yes' });
    log.apply({ from: 2, to: 3, changes: reply ? [{ ...reply, version: 3 }] : [] });
    expect(log.threads[0]).toBe(a);
    expect(log.threads[1]).not.toBe(b);
  });

  test('remembers commands, successors and the places of withdrawn annotations', () => {
    const log = logOf(
      annotated('a', 5, 9),
      { kind: 'replaced', annotationId: 'a', annotation: annotation('b', 5, 10) },
      { kind: 'withdrawn', annotationId: 'b' },
    );
    expect(log.hasSeen('command-2')).toBe(true);
    expect(log.hasSeen('command-9')).toBe(false);
    expect(log.current('a')).toBe('b');
    expect(log.placeOf('b')).toMatchObject({ start: 5, end: 10 });
  });
});

describe('five thousand annotations', () => {
  // Starts scattered by a fixed stride, so that neighbours in time are no neighbours in the text.
  const many: Change[] = Array.from({ length: 5_000 }, (_, index) => ({
    version: index + 1,
    commandId: `command-${index}`,
    at: '2026-03-05T18:00:00Z',
    by: 'jonah',
    ...annotated(`a${index}`, (index * 7_919) % 190_000, ((index * 7_919) % 190_000) + 30),
  }));

  test('come out the same one by one as in one message, in order', () => {
    const together = new Log();
    together.apply({ from: 0, to: many.length, changes: many });
    const singly = new Log();
    for (const change of many) singly.apply({ from: change.version - 1, to: change.version, changes: [change] });
    expect(singly.threads).toEqual(together.threads);
    expect([...singly.threads].sort(compareThreads)).toEqual(singly.threads);
  });

  test('a further change compares a few, not all', () => {
    const log = new Log();
    log.apply({ from: 0, to: many.length, changes: many });
    let looks = 0;
    const counted = log.threads.map((thread) => ({
      ...thread,
      get span() {
        looks += 1;
        return thread.span;
      },
    }));
    log.threads = counted;
    log.apply({
      from: 5_000,
      to: 5_001,
      changes: [
        {
          version: 5_001,
          commandId: 'last',
          at: '2026-03-05T19:00:00Z',
          by: 'jonah',
          ...annotated('last', 95_000, 95_030),
        },
      ],
    });
    expect(log.threads).toHaveLength(5_001);
    expect(looks).toBeLessThan(60);
  });
});

describe('what was removed to protect identity', () => {
  const said = [
    annotated('a', 10, 20, 'Kim again'),
    { kind: 'replied', annotationId: 'a', replyId: 'r', text: 'Or Kim.' },
  ] as const;
  const removed = {
    kind: 'passages-redacted',
    redactionId: 'one',
    identifies: 'name',
    passages: [
      { in: 'text', start: 15, end: 30 },
      { in: 'note', start: 0, end: 3, annotationId: 'a', replyId: null },
      { in: 'reply', start: 3, end: 6, annotationId: 'a', replyId: 'r' },
    ],
  } as const;

  test('leaves the threads that came before it, and touches no others', () => {
    const log = logOf(...said, annotated('b', 40, 50));
    const other = log.thread('b');
    log.apply({ from: 3, to: 4, changes: changes(...said, annotated('b', 40, 50), removed).slice(3) });
    expect(log.thread('a')).toMatchObject({
      span: { quote: 'xxxxx█████' },
      note: '███ again',
      replies: [{ text: 'Or ███.' }],
    });
    expect(log.threads[0]).toBe(log.thread('a'));
    expect(log.thread('b')).toBe(other);
    expect(log.redactions).toMatchObject([{ id: 'one', state: 'held' }]);
  });

  test('stays removed once it is confirmed and destroyed', () => {
    const log = logOf(
      ...said,
      removed,
      { kind: 'redaction-confirmed', redactionId: 'one' },
      { kind: 'sealed-anew' },
      { kind: 'passages-destroyed', redactionIds: ['one'] },
    );
    expect(log.thread('a')?.note).toBe('███ again');
    expect(log.redactions).toMatchObject([{ state: 'destroyed' }]);
  });

  test('is not hidden where it is known to have been put back', () => {
    const log = new Log(new Set(['one']));
    log.apply({ from: 0, to: 3, changes: changes(...said, removed) });
    expect(log.thread('a')?.note).toBe('Kim again');
  });
});
