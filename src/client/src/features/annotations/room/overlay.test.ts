import { describe, expect, test } from 'vitest';
import { Log } from './log';
import { lay, noOverlay, type Pending } from './overlay';
import { annotated, annotation, changes } from './testing/examples';
import type { AnnotationRequest, Refusal } from './wire';

const online = { you: 'maya', online: true, loaded: true };
const offline = { ...online, online: false };
const refusal: Refusal = { code: 'not-yours', detail: 'Only the author can do this.' };

const kept = [
  annotated('a', 10, 20, 'A note'),
  { kind: 'replied', annotationId: 'a', replyId: 'r1', text: 'First', by: 'maya' } as const,
];

function logOf(happened: Parameters<typeof changes> = kept): Log {
  const log = new Log();
  log.apply({ from: 0, to: happened.length, changes: changes(...happened) });
  return log;
}

const pending = (request: AnnotationRequest, rest: Partial<Pending> = {}): Pending => ({
  commandId: request.commandId,
  request,
  madeAt: '2026-03-05T18:30:00Z',
  ...rest,
});

const annotate: AnnotationRequest = { kind: 'annotate', commandId: 'c1', annotation: annotation('new', 5, 8) };
const replace: AnnotationRequest = {
  kind: 'replace',
  commandId: 'c1',
  annotationId: 'a',
  annotation: annotation('b', 10, 25, 'Better'),
};
const withdraw: AnnotationRequest = { kind: 'withdraw', commandId: 'c1', annotationId: 'a' };
const reply: AnnotationRequest = { kind: 'reply', commandId: 'c1', annotationId: 'a', replyId: 'r2', text: 'Second' };
const withdrawReply: AnnotationRequest = { kind: 'withdraw-reply', commandId: 'c1', annotationId: 'a', replyId: 'r1' };
const resolve: AnnotationRequest = { kind: 'resolve', commandId: 'c1', annotationId: 'a' };

describe('commands laid over the log', () => {
  test.each<{ name: string; command: Pending; context?: typeof online; expected: object[] }>([
    {
      name: 'a new annotation is being sent',
      command: pending(annotate),
      expected: [{ id: 'new', by: 'maya', keeping: { state: 'sending' } }, { id: 'a' }],
    },
    {
      name: 'without a connection it is queued',
      command: pending(annotate),
      context: offline,
      expected: [{ id: 'new', keeping: { state: 'queued' } }, { id: 'a' }],
    },
    {
      name: 'with a receipt it is kept, though the log does not show it yet',
      command: pending(annotate, { receipt: { commandId: 'c1', version: 3, at: '2026-03-05T18:30:01Z' } }),
      context: offline,
      expected: [{ id: 'new', keeping: { state: 'kept', version: 3 } }, { id: 'a' }],
    },
    {
      name: 'refused, it stays and says why',
      command: pending(annotate, { refusal }),
      expected: [{ id: 'new', keeping: { state: 'refused', ...refusal } }, { id: 'a' }],
    },
    {
      name: 'a replacement stands in the place of the old one, with its replies',
      command: pending(replace),
      expected: [
        { id: 'b', note: 'Better', at: '2026-03-05T18:00:00Z', replies: [{ id: 'r1' }], keeping: { state: 'sending' } },
      ],
    },
    {
      name: 'a refused replacement stands beside the old one',
      command: pending(replace, { refusal }),
      expected: [
        { id: 'b', replies: [], keeping: { state: 'refused' } },
        { id: 'a', replies: [{ id: 'r1' }] },
      ],
    },
    { name: 'a withdrawn annotation is gone at once', command: pending(withdraw), expected: [] },
    {
      name: 'a refused withdrawal brings it back and says why',
      command: pending(withdraw, { refusal }),
      expected: [{ id: 'a', keeping: { state: 'refused' } }],
    },
    {
      name: 'a reply stands below those that are kept',
      command: pending(reply),
      expected: [
        {
          id: 'a',
          keeping: { state: 'kept' },
          replies: [{ id: 'r1' }, { id: 'r2', by: 'maya', text: 'Second', keeping: { state: 'sending' } }],
        },
      ],
    },
    {
      name: 'a withdrawn reply loses its words at once',
      command: pending(withdrawReply),
      expected: [{ id: 'a', replies: [{ id: 'r1', text: '', withdrawn: true, keeping: { state: 'sending' } }] }],
    },
    {
      name: 'a refused withdrawal of a reply keeps its words',
      command: pending(withdrawReply, { refusal }),
      expected: [{ id: 'a', replies: [{ id: 'r1', text: 'First', withdrawn: false, keeping: { state: 'refused' } }] }],
    },
    {
      name: 'resolving shows at once',
      command: pending(resolve),
      expected: [{ id: 'a', resolved: true, keeping: { state: 'sending' } }],
    },
    {
      name: 'refused resolving leaves it open',
      command: pending(resolve, { refusal }),
      expected: [{ id: 'a', resolved: false, keeping: { state: 'refused' } }],
    },
  ])('$name', ({ command, context = online, expected }) => {
    const { threads } = lay(logOf(), [command], context, noOverlay);
    expect(threads).toHaveLength(expected.length);
    expect(threads).toMatchObject(expected);
  });

  test('build on one another: annotate, answer it, replace it', () => {
    const { threads } = lay(
      logOf([]),
      [
        pending(annotate),
        pending({ kind: 'reply', commandId: 'c2', annotationId: 'new', replyId: 'r', text: 'Also' }),
        pending({ kind: 'replace', commandId: 'c3', annotationId: 'new', annotation: annotation('newer', 5, 9) }),
        pending({ kind: 'resolve', commandId: 'c4', annotationId: 'new' }),
      ],
      online,
      noOverlay,
    );
    expect(threads).toMatchObject([{ id: 'newer', resolved: true, replies: [{ text: 'Also' }] }]);
  });

  test('a reply to what somebody else replaced moves to where it stands now', () => {
    const log = logOf([...kept, { kind: 'replaced', annotationId: 'a', annotation: annotation('b') }]);
    expect(lay(log, [pending(reply)], online, noOverlay).threads).toMatchObject([
      { id: 'b', replies: [{ id: 'r1' }, { id: 'r2' }] },
    ]);
  });

  test('a reply to what somebody else withdrew keeps its words, at the place where it stood', () => {
    const log = logOf([...kept, { kind: 'withdrawn', annotationId: 'a' }]);
    const { threads } = lay(log, [pending(reply, { refusal })], online, noOverlay);
    expect(threads).toMatchObject([
      { id: 'a', withdrawn: true, codes: [], span: { start: 10, end: 20 }, replies: [{ text: 'Second' }] },
    ]);
    expect(threads[0]).not.toHaveProperty('note');
  });

  test('with nothing pending, is the log itself', () => {
    const log = logOf();
    expect(lay(log, [], online, noOverlay).threads).toBe(log.threads);
  });

  test('keeps the identity of what comes out the same', () => {
    const log = logOf();
    const commands = [pending(annotate), pending({ ...reply, commandId: 'c2' })];
    const first = lay(log, commands, online, noOverlay);
    const [change] = changes(annotated('z', 50, 60));
    log.apply({ from: 2, to: 3, changes: change ? [{ ...change, version: 3 }] : [] });
    const second = lay(log, commands, online, first);
    expect(second.threads).toHaveLength(3);
    expect(second.threads[0]).toBe(first.threads[0]);
    expect(second.threads[1]).toBe(first.threads[1]);
    const third = lay(log, commands, offline, second);
    expect(third.threads[0]).not.toBe(second.threads[0]);
    expect(third.threads[2]).toBe(second.threads[2]);
  });
});
