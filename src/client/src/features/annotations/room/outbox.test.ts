import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import {
  dependableOutbox,
  memoryOutbox,
  type Outbox,
  openOutboxDatabase,
  roomKey,
  roomsWaiting,
  storedOutbox,
} from './outbox';
import { annotation } from './testing/examples';
import type { AnnotationRequest } from './wire';

const annotate = (commandId: string): { commandId: string; request: AnnotationRequest; madeAt: string } => ({
  commandId,
  request: { kind: 'annotate', commandId, annotation: annotation(`for-${commandId}`) },
  madeAt: '2026-03-05T18:00:00Z',
});

const commandIds = async (outbox: Outbox) => (await outbox.all()).map((entry) => entry.commandId);
const room = roomKey('maya', 'heron');

describe.each<{ where: string; open: (name: string) => Promise<Outbox> }>([
  { where: 'on disk', open: async (name) => storedOutbox(await openOutboxDatabase(name), room) },
  { where: 'in memory', open: () => Promise.resolve(memoryOutbox(room)) },
])('an outbox $where', ({ open }) => {
  test('holds commands in the order they were made', async () => {
    const outbox = await open('order');
    await Promise.all(['c3', 'c1', 'c2'].map((id) => outbox.add(annotate(id))));
    expect(await commandIds(outbox)).toEqual(['c3', 'c1', 'c2']);
    expect((await outbox.first())?.commandId).toBe('c3');
  });

  test('holds a command once, however often it is added', async () => {
    const outbox = await open('once');
    await outbox.add(annotate('c1'));
    await outbox.add(annotate('c1'));
    expect(await commandIds(outbox)).toEqual(['c1']);
  });

  test('passes over the refused, and keeps them', async () => {
    const outbox = await open('refused');
    await outbox.add(annotate('c1'));
    await outbox.add(annotate('c2'));
    await outbox.refuse('c1', { code: 'case-full', detail: 'Full.' });
    expect((await outbox.first())?.commandId).toBe('c2');
    expect((await outbox.all())[0]?.refusal?.code).toBe('case-full');
  });

  test('lets go of one, and does not mind being asked twice', async () => {
    const outbox = await open('remove');
    await outbox.add(annotate('c1'));
    await outbox.remove('c1');
    await outbox.remove('c1');
    await outbox.refuse('c1', { code: 'late', detail: 'Late.' });
    expect(await commandIds(outbox)).toEqual([]);
  });
});

describe('the outbox of a device', () => {
  test('survives the page', async () => {
    const before = await openOutboxDatabase('reload');
    await storedOutbox(before, room).add(annotate('c1'));
    before.close();
    expect(await commandIds(storedOutbox(await openOutboxDatabase('reload'), room))).toEqual(['c1']);
  });

  test('keeps people and cases apart, and knows where something waits', async () => {
    const database = await openOutboxDatabase('apart');
    await storedOutbox(database, room).add(annotate('c1'));
    await storedOutbox(database, roomKey('maya', 'egret')).add(annotate('c2'));
    await storedOutbox(database, roomKey('jonah', 'heron')).add(annotate('c3'));
    expect(await commandIds(storedOutbox(database, room))).toEqual(['c1']);
    expect(await roomsWaiting(database, 'maya')).toEqual(['maya/egret', 'maya/heron']);
  });

  test('falls back to memory when nothing can be stored, and says so', async () => {
    const say = vi.fn();
    const outbox = dependableOutbox(Promise.reject(new Error('Not allowed.')), room, say);
    await outbox.add(annotate('c1'));
    expect(await commandIds(outbox)).toEqual(['c1']);
    expect(say).toHaveBeenCalledOnce();
  });

  test('falls back to memory when storing fails half-way', async () => {
    const say = vi.fn();
    const database = await openOutboxDatabase('half-way');
    const outbox = dependableOutbox(Promise.resolve(database), room, say);
    await outbox.add(annotate('c1'));
    database.close();
    await outbox.add(annotate('c2'));
    expect((await outbox.first())?.commandId).toBe('c2');
    expect(say).toHaveBeenCalled();
    expect(await commandIds(storedOutbox(await openOutboxDatabase('half-way'), room))).toEqual(['c1']);
  });
});
