import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { AnnotationRequest, Refusal } from './wire';

/** A command as it waits on this device; `seq` is the order in which it was made. */
export type Entry = {
  seq: number;
  room: string;
  commandId: string;
  request: AnnotationRequest;
  madeAt: string;
  refusal?: Refusal;
};

export type NewEntry = Omit<Entry, 'seq' | 'room'>;

/** What one person made in one case and what is not acknowledged yet. */
export type Outbox = {
  all: () => Promise<Entry[]>;
  /** The oldest that was not refused. */
  first: () => Promise<Entry | undefined>;
  add: (entry: NewEntry) => Promise<void>;
  refuse: (commandId: string, refusal: Refusal) => Promise<void>;
  remove: (commandId: string) => Promise<void>;
};

export const roomKey = (personId: string, caseId: string) => `${personId}/${caseId}`;

type Schema = DBSchema & {
  outbox: { key: number; value: Omit<Entry, 'seq'> & { seq?: number }; indexes: { room: string; command: string } };
};

export type OutboxDatabase = IDBPDatabase<Schema>;

export function openOutboxDatabase(name = 'supervision'): Promise<OutboxDatabase> {
  return openDB<Schema>(name, 1, {
    upgrade(database) {
      const store = database.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
      store.createIndex('room', 'room');
      store.createIndex('command', 'commandId', { unique: true });
    },
    // Another tab brings a newer version: make way, or it waits for ever.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  });
}

/** The rooms in which something of this person still waits. */
export async function roomsWaiting(database: OutboxDatabase, personId: string): Promise<string[]> {
  const range = IDBKeyRange.bound(`${personId}/`, `${personId}/\uffff`);
  const entries = await database.getAllFromIndex('outbox', 'room', range);
  return [...new Set(entries.filter((entry) => !entry.refusal).map((entry) => entry.room))];
}

export function storedOutbox(database: OutboxDatabase, room: string): Outbox {
  const all = async () => (await database.getAllFromIndex('outbox', 'room', room)) as Entry[];

  const edit = async (commandId: string, change: (entry: Entry) => Entry | undefined) => {
    const writing = database.transaction('outbox', 'readwrite', { durability: 'strict' });
    const key = await writing.store.index('command').getKey(commandId);
    const entry = key === undefined ? undefined : ((await writing.store.get(key)) as Entry | undefined);
    if (entry && key !== undefined) {
      const next = change(entry);
      await (next ? writing.store.put(next) : writing.store.delete(key));
    }
    await writing.done;
  };

  return {
    all,
    first: async () => (await all()).find((entry) => !entry.refusal),
    add: async (entry) => {
      // Strict: on the disk, not only in the browser's memory, before anything is sent.
      const writing = database.transaction('outbox', 'readwrite', { durability: 'strict' });
      const isThere = (await writing.store.index('command').getKey(entry.commandId)) !== undefined;
      if (!isThere) await writing.store.add({ ...entry, room });
      await writing.done;
    },
    refuse: (commandId, refusal) => edit(commandId, (entry) => ({ ...entry, refusal })),
    remove: (commandId) => edit(commandId, () => undefined),
  };
}

export function memoryOutbox(room: string): Outbox {
  let entries: Entry[] = [];
  let lastSeq = 0;
  const done = Promise.resolve();
  return {
    all: () => Promise.resolve(entries),
    first: () => Promise.resolve(entries.find((entry) => !entry.refusal)),
    add: (entry) => {
      lastSeq += 1;
      const isThere = entries.some((other) => other.commandId === entry.commandId);
      if (!isThere) entries = [...entries, { ...entry, room, seq: lastSeq }];
      return done;
    },
    refuse: (commandId, refusal) => {
      entries = entries.map((entry) => (entry.commandId === commandId ? { ...entry, refusal } : entry));
      return done;
    },
    remove: (commandId) => {
      entries = entries.filter((entry) => entry.commandId !== commandId);
      return done;
    },
  };
}

/**
 * On disk if the browser lets us, else in memory; also when the disk fails half-way (a full disk, a private window).
 * What was stored before is still read from there and goes first.
 */
export function dependableOutbox(opening: Promise<OutboxDatabase>, room: string, onMemoryOnly: () => void): Outbox {
  const memory = memoryOutbox(room);
  let disk: Promise<Outbox | undefined> = opening.then(
    (database) => storedOutbox(database, room),
    () => {
      onMemoryOnly();
      return undefined;
    },
  );

  const onDisk = async <T>(work: (outbox: Outbox) => Promise<T>): Promise<T | undefined> => {
    const outbox = await disk;
    if (!outbox) return undefined;
    try {
      return await work(outbox);
    } catch {
      disk = Promise.resolve(undefined);
      onMemoryOnly();
      return undefined;
    }
  };

  return {
    all: async () => [...((await onDisk((outbox) => outbox.all())) ?? []), ...(await memory.all())],
    first: async () => (await onDisk((outbox) => outbox.first())) ?? memory.first(),
    add: async (entry) => {
      const stored = await onDisk(async (outbox) => {
        await outbox.add(entry);
        return true;
      });
      if (!stored) await memory.add(entry);
    },
    refuse: async (commandId, refusal) => {
      await Promise.all([onDisk((outbox) => outbox.refuse(commandId, refusal)), memory.refuse(commandId, refusal)]);
    },
    remove: async (commandId) => {
      await Promise.all([onDisk((outbox) => outbox.remove(commandId)), memory.remove(commandId)]);
    },
  };
}
