import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock, settled } from '@/shared/time/manual-clock';
import { openOutboxDatabase } from './outbox';
import { createRoom, type RoomParts, type RoomStore } from './room';
import type { TabMessage } from './tabs';
import { annotated, changes, denial, heron, jonah, maya, span } from './testing/examples';
import { SmallServer } from './testing/small-server';
import { turnsInThisTab } from './turns';
import type { Person } from './types';

let clock: ManualClock;
let server: SmallServer;
let takeTurn: RoomParts['takeTurn'];
let hearing: Set<(message: TabMessage) => void>;
let lastId: number;
let opened: (() => void)[];

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  clock = new ManualClock();
  server = new SmallServer(heron, [maya, jonah]);
  takeTurn = turnsInThisTab();
  hearing = new Set();
  lastId = 0;
  opened = [];
});

afterEach(() => {
  for (const close of opened) close();
});

/** One tab of one browser; all tabs of a test share the disk, the turns and the channel. */
function tab(person: Person = maya, parts: Partial<RoomParts> = {}): RoomStore & { close: () => void } {
  const room = createRoom(heron, person.id, [maya], {
    clock,
    chance: () => 1,
    newId: () => `id-${(lastId += 1)}`,
    openHub: server.hubFor(person),
    probe: () => Promise.resolve('unreachable'),
    onWake: () => () => undefined,
    takeTurn,
    openTabs: (hear) => {
      hearing.add(hear);
      return {
        tell: (message) => {
          for (const other of hearing) if (other !== hear) other(structuredClone(message));
        },
        close: () => void hearing.delete(hear),
      };
    },
    database: openOutboxDatabase(),
    ...parts,
  });
  const close = room.open();
  opened.push(close);
  return { ...room, close };
}

const look = (room: RoomStore) => room.getSnapshot();
const ids = (room: RoomStore) => look(room).threads.map((thread) => thread.id);
const everyReply = (room: RoomStore) =>
  look(room).threads.flatMap((thread) => thread.replies.map((reply) => reply.text));

describe('a room', () => {
  test('loads what is there and follows what comes', async () => {
    server.log = changes(annotated('a', 10, 20));
    const room = tab();
    expect(look(room)).toMatchObject({ loaded: false, connection: { state: 'connecting' } });
    await settled();
    expect(look(room)).toMatchObject({ loaded: true, version: 1, connection: { state: 'live' } });
    const [first] = look(room).threads;
    server.write(...changes(annotated('a'), annotated('b', 30, 40)).slice(1));
    expect(ids(room)).toEqual(['a', 'b']);
    expect(look(room).threads[0]).toBe(first);
    expect(look(room).people.get('jonah')?.name).toBe('Jonah Weiss');
  });

  test('shows what was removed by mistake again, as the server has it', async () => {
    const passages = [{ in: 'note', start: 0, end: 3, annotationId: 'a' }] as const;
    const removed = { kind: 'passages-redacted', redactionId: 'one', identifies: 'name', passages } as const;
    const restored = { kind: 'redaction-restored', redactionId: 'one' } as const;
    const all = changes(annotated('a', 10, 20, 'Kim again'), removed, restored);
    server.log = all.slice(0, 1);
    const room = tab();
    await settled();
    server.write(...all.slice(1, 2));
    expect(look(room).threads[0]?.note).toBe('███ again');
    server.write(...all.slice(2));
    await settled();
    expect(look(room)).toMatchObject({ loaded: true, threads: [{ note: 'Kim again' }] });
    expect(server.joins).toEqual([0, 0]);
  });

  test('gives the same object until something changes', async () => {
    const room = tab();
    await settled();
    const before = look(room);
    expect(look(room)).toBe(before);
    server.send('kept', { caseId: heron, at: '2026-03-05T18:00:02Z' });
    expect(look(room)).not.toBe(before);
    expect(look(room).threads).toBe(before.threads);
    expect(look(room).connection).toEqual({ state: 'live', keptAt: '2026-03-05T18:00:02Z' });
  });

  test('says up to when all is kept by what comes, and never less than it has said', async () => {
    const room = tab();
    await settled();
    const all = changes(annotated('a'), annotated('b', 30, 40));
    const happens = (version: number, at: string) =>
      server.write(...all.filter((change) => change.version === version).map((change) => ({ ...change, at })));
    happens(1, '2026-03-05T18:00:05Z');
    expect(look(room).connection).toEqual({ state: 'live', keptAt: '2026-03-05T18:00:05Z' });
    server.send('kept', { caseId: 'another', at: '2026-03-05T18:00:09Z' });
    server.send('kept', { caseId: heron, at: '2026-03-05T18:00:04.9Z' });
    expect(look(room).connection).toEqual({ state: 'live', keptAt: '2026-03-05T18:00:05Z' });
    happens(2, '2026-03-05T18:00:07Z');
    expect(look(room).connection).toEqual({ state: 'live', keptAt: '2026-03-05T18:00:07Z' });
  });

  test('asks again for what it missed', async () => {
    const room = tab();
    await settled();
    server.log = changes(annotated('a'), annotated('b', 30, 40));
    server.write(...changes(annotated('a'), annotated('b'), annotated('c', 50, 60)).slice(2));
    expect(ids(room)).toEqual([]);
    await settled();
    expect(ids(room)).toEqual(['a', 'b', 'c']);
    expect(server.joins).toEqual([0, 0]);
  });

  test('starts over when the server was reset, and not when it is only late', async () => {
    server.log = changes(annotated('a'), annotated('b', 30, 40));
    const room = tab();
    await settled();
    server.log = changes(annotated('z', 1, 2));
    server.send('moving', {});
    await settled();
    expect(ids(room)).toEqual(['a', 'b']);
    await clock.advance(1_500);
    expect(ids(room)).toEqual(['z']);
    expect(look(room)).toMatchObject({ version: 1, loaded: true });
  });

  test('knows since when it is only read, also when that came while it was away', async () => {
    server.closedAt = '2026-03-05T18:00:00Z';
    const room = tab();
    expect(look(room).standing).toBeUndefined();
    await settled();
    const first = look(room).standing;
    expect(first).toEqual({ closedAt: '2026-03-05T18:00:00Z' });
    server.send('standing', { caseId: heron, closedAt: '2026-03-05T18:00:00Z' });
    expect(look(room).standing).toBe(first);
    server.send('standing', { caseId: 'another', closedAt: null });
    expect(look(room).standing).toBe(first);
    server.send('standing', { caseId: heron });
    expect(look(room).standing).toEqual({ closedAt: undefined });
    server.closedAt = '2026-03-05T19:00:00Z';
    server.send('moving', {});
    await settled();
    expect(look(room).standing).toEqual({ closedAt: '2026-03-05T19:00:00Z' });
  });

  test('believes what it is told while joining before the answer', async () => {
    const room = tab();
    await settled();
    server.send('moving', {});
    server.closedAt = '2026-03-05T18:00:00Z';
    server.tellsWhileJoining = { caseId: heron };
    await settled();
    expect(look(room).standing).toEqual({ closedAt: undefined });
  });

  test('counts what it is told of the review', async () => {
    const room = tab();
    await settled();
    server.send('review', { caseId: 'another' });
    expect(look(room).reviewNews).toBe(0);
    server.send('review', { caseId: heron });
    expect(look(room).reviewNews).toBe(1);
  });

  test('is blank once access to the case has ended', async () => {
    server.log = changes(annotated('a'));
    const room = tab();
    await settled();
    server.send('closed', { caseId: heron, code: 'left-group' });
    expect(look(room)).toMatchObject({
      threads: [],
      present: [],
      loaded: false,
      connection: { state: 'closed', code: 'left-group' },
    });
    await clock.advance(60_000);
    expect(server.connected).toBe(0);
  });

  test('shows who is here, and says where you are, at most ten times a second', async () => {
    server.present = [{ personId: 'jonah' }];
    const room = tab();
    await settled();
    server.send('presence', {
      caseId: heron,
      present: [{ personId: 'maya', reading: { start: 0, end: 9 }, selection: null }],
      left: ['jonah'],
    });
    expect(look(room).present).toEqual([{ personId: 'maya', reading: { start: 0, end: 9 } }]);
    for (let end = 1; end <= 20; end += 1) room.commands.here({ reading: { start: 0, end } });
    await clock.advance(1_000);
    expect(server.heres).toEqual([
      { reading: { start: 0, end: 1 }, selection: null },
      { reading: { start: 0, end: 20 }, selection: null },
    ]);
  });
});

describe('what you do', () => {
  test('shows at once, and is kept once the log has it', async () => {
    const room = tab();
    await settled();
    const id = room.commands.annotate(span(10, 20), [denial], 'Looked away');
    expect(look(room)).toMatchObject({ unkept: 1, threads: [{ id, keeping: { state: 'sending' } }] });
    await settled();
    expect(look(room)).toMatchObject({ unkept: 0, threads: [{ id, keeping: { state: 'kept', version: 1 } }] });
    expect(server.submissions).toHaveLength(1);
  });

  test('is sent in the order it was done', async () => {
    const room = tab();
    await settled();
    const id = room.commands.annotate(span(10, 20), [denial]);
    const reply = room.commands.reply(id, 'And again later');
    room.commands.resolve(id);
    room.commands.withdrawReply(id, reply);
    await settled();
    expect(server.log.map((change) => change.kind)).toEqual(['annotated', 'replied', 'resolved', 'reply-withdrawn']);
    expect(look(room)).toMatchObject({ unkept: 0, threads: [{ resolved: true, replies: [{ withdrawn: true }] }] });
  });

  test('without a connection waits, and goes once when it is back', async () => {
    const room = tab();
    await settled();
    server.die();
    room.commands.annotate(span(10, 20), [denial]);
    room.commands.annotate(span(30, 40), [denial]);
    await clock.advance(3_600_000);
    expect(look(room)).toMatchObject({
      unkept: 2,
      threads: [{ keeping: { state: 'queued' } }, { keeping: { state: 'queued' } }],
    });
    server.isUp = true;
    await clock.advance(5_000);
    expect(look(room)).toMatchObject({ unkept: 0, version: 2 });
    expect(server.submissions).toHaveLength(2);
  });

  test('survives a server that commits and dies before it answers', async () => {
    const room = tab();
    await settled();
    server.diesBeforeAnswering = true;
    const id = room.commands.annotate(span(10, 20), [denial]);
    await settled();
    expect(look(room)).toMatchObject({ unkept: 1, threads: [{ id, keeping: { state: 'queued' } }] });
    server.diesBeforeAnswering = false;
    server.isUp = true;
    await clock.advance(5_000);
    expect(look(room)).toMatchObject({ unkept: 0, threads: [{ id, keeping: { state: 'kept', version: 1 } }] });
    expect(server.log).toHaveLength(1);
  });

  test('survives a reload of the page while the server is away', async () => {
    server.log = changes(annotated('a', 1, 5));
    const before = tab();
    await settled();
    server.die();
    before.commands.reply('a', 'I heard that too');
    await settled();
    before.close();
    const after = tab();
    await settled();
    expect(look(after).unkept).toBe(1);
    server.isUp = true;
    await clock.advance(5_000);
    expect(look(after).unkept).toBe(0);
    expect(everyReply(after)).toEqual(['I heard that too']);
    expect(server.submissions).toHaveLength(1);
  });

  test('is sent once though two tabs are open, and shows in both', async () => {
    const one = tab();
    const two = tab();
    await settled();
    server.die();
    one.commands.annotate(span(10, 20), [denial]);
    two.commands.annotate(span(30, 40), [denial]);
    await settled();
    expect(look(one)).toMatchObject({ unkept: 2 });
    expect(look(two)).toMatchObject({ unkept: 2 });
    server.isUp = true;
    await clock.advance(5_000);
    expect(server.submissions).toHaveLength(2);
    expect(look(one)).toMatchObject({ unkept: 0, version: 2 });
    expect(ids(two)).toEqual(ids(one));
  });

  test('is sent by another tab when the one it was done in has closed', async () => {
    const one = tab();
    const two = tab();
    await settled();
    server.isUp = false;
    one.commands.annotate(span(10, 20), [denial]);
    one.close();
    await settled();
    server.isUp = true;
    await clock.advance(5_000);
    expect(server.log).toHaveLength(1);
    expect(look(two)).toMatchObject({ unkept: 0, version: 1 });
  });

  test('belongs to the person: another on the same device does not send it', async () => {
    const mine = tab(maya);
    await settled();
    server.die();
    mine.commands.annotate(span(10, 20), [denial]);
    await settled();
    mine.close();
    server.isUp = true;
    const theirs = tab(jonah);
    await clock.advance(5_000);
    expect(look(theirs)).toMatchObject({ unkept: 0, threads: [] });
    expect(server.submissions).toEqual([]);
  });

  test('refused, stays visible after a reload until it is let go of', async () => {
    server.refusals.set('annotate', { code: 'case-full', detail: 'This case holds 5,000 annotations.' });
    const before = tab();
    await settled();
    const id = before.commands.annotate(span(10, 20), [denial], 'My words');
    await settled();
    before.close();
    const after = tab();
    await settled();
    expect(look(after)).toMatchObject({
      unkept: 0,
      threads: [{ id, note: 'My words', keeping: { state: 'refused', code: 'case-full' } }],
    });
    after.commands.dismiss(id);
    await settled();
    expect(look(after).threads).toEqual([]);
    after.close();
    const last = tab();
    await settled();
    expect(look(last).threads).toEqual([]);
    expect(server.submissions).toHaveLength(1);
  });

  test('does not hold up what comes after it when refused', async () => {
    server.refusals.set('resolve', { code: 'not-yours', detail: 'No.' });
    server.log = changes(annotated('a'));
    const room = tab();
    await settled();
    room.commands.resolve('a');
    room.commands.reply('a', 'Still here');
    await settled();
    expect(look(room)).toMatchObject({
      unkept: 0,
      threads: [{ keeping: { state: 'refused' }, replies: [{ text: 'Still here' }] }],
    });
    room.commands.dismiss('a');
    expect(look(room).threads[0]?.keeping.state).toBe('kept');
  });

  test('is sent to where the annotation stands now, when it was replaced meanwhile', async () => {
    server.log = changes(annotated('a'));
    const room = tab();
    await settled();
    server.die();
    room.commands.reply('a', 'To the old one');
    server.log = changes(annotated('a'), {
      kind: 'replaced',
      annotationId: 'a',
      annotation: annotated('b').annotation,
    });
    server.isUp = true;
    await clock.advance(5_000);
    expect(server.log.at(-1)).toMatchObject({ kind: 'replied', annotationId: 'b' });
  });

  test('is kept in memory when the device stores nothing, and the room says so', async () => {
    const room = tab(maya, { database: Promise.reject(new Error('Not allowed.')) });
    await settled();
    room.commands.annotate(span(10, 20), [denial]);
    expect(look(room).waitingIn).toBe('memory');
    await settled();
    expect(look(room)).toMatchObject({ unkept: 0, version: 1 });
  });

  test('does not wait for a disk that never answers', async () => {
    const room = tab(maya, { database: new Promise(() => undefined) });
    await settled();
    room.commands.annotate(span(10, 20), [denial]);
    await clock.advance(3_000);
    expect(look(room)).toMatchObject({ unkept: 0, version: 1, waitingIn: 'memory' });
  });

  test('waits for as long as the server is busy', async () => {
    const room = tab();
    await settled();
    server.fault = 'busy';
    room.commands.annotate(span(10, 20), [denial]);
    await clock.advance(600_000);
    expect(look(room)).toMatchObject({ unkept: 1, threads: [{ keeping: { state: 'sending' } }] });
    server.fault = undefined;
    await clock.advance(1_000);
    expect(look(room)).toMatchObject({ unkept: 0, version: 1 });
  });

  test('is set aside, with its words, when the server fails at it again and again', async () => {
    const room = tab();
    await settled();
    server.fault = 'failure';
    room.commands.annotate(span(10, 20), [denial], 'My words');
    await clock.advance(60_000);
    server.fault = undefined;
    room.commands.annotate(span(30, 40), [denial]);
    await settled();
    expect(look(room).threads).toMatchObject([
      { note: 'My words', keeping: { state: 'refused', code: 'failure' } },
      { keeping: { state: 'kept' } },
    ]);
  });

  test('is sent again when the server has taken it and never answered', async () => {
    const room = tab();
    await settled();
    server.isSilent = true;
    room.commands.annotate(span(10, 20), [denial]);
    await clock.advance(20_000);
    expect(look(room).connection.state).not.toBe('live');
    server.isSilent = false;
    await clock.advance(10_000);
    expect(look(room)).toMatchObject({ unkept: 0, version: 1 });
  });
});
