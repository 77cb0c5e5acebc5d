import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

// What is written and not yet sent, on this device and nowhere else: sealed with AES-GCM under a key of the account's own,
// which the browser keeps and never gives out. So a copy of the database's files without the browser's own store of keys
// says nothing, and another account on this device meets nothing.

type Sealed = { iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer; at: string };

type Schema = DBSchema & {
  keys: { key: string; value: CryptoKey };
  drafts: { key: string; value: Sealed };
};

export type Vault = {
  /** What was put there last, and when; undefined also when it cannot be opened any more. */
  read: (account: string, slot: string) => Promise<{ value: unknown; at: string } | undefined>;
  write: (account: string, slot: string, value: unknown, at: string) => Promise<void>;
  drop: (account: string, slot: string) => Promise<void>;
  count: (account: string) => Promise<number>;
  /** Whoever was signed in has left: what this page still puts away on its way out is refused. */
  close: () => void;
  /** All of the account's drafts, and the key that opens them; closes the vault. */
  forget: (account: string) => Promise<void>;
};

/** Where the author's own list of words stands: no draft, but it goes with them. */
export const ownListSlot = 'own-list';

const algorithm = 'AES-GCM';
const slotKey = (account: string, slot: string) => `${account}/${slot}`;
const slotsOf = (account: string) => IDBKeyRange.bound(`${account}/`, `${account}/\uffff`);

export function openVaultDatabase(name = 'supervision-drafts'): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('keys');
      database.createObjectStore('drafts');
    },
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  });
}

export function vaultIn(opening: Promise<IDBPDatabase<Schema>>): Vault {
  // What is asked for an account is done in the order of asking. So a page that opens reads what the one before it is still
  // putting away, an earlier wording never comes to stand over a later one, and what is forgotten is forgotten last.
  const last = new Map<string, Promise<unknown>>();
  let isClosed = false;
  function inTurn<T>(account: string, work: () => Promise<T>): Promise<T> {
    const turn = (last.get(account) ?? Promise.resolve()).then(work);
    last.set(
      account,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async function keyOf(account: string): Promise<CryptoKey> {
    const database = await opening;
    const known = await database.get('keys', account);
    if (known) return known;
    const fresh = await crypto.subtle.generateKey({ name: algorithm, length: 256 }, false, ['encrypt', 'decrypt']);
    const writing = database.transaction('keys', 'readwrite');
    // Another tab may have been quicker: its key is then the one.
    const other = await writing.store.get(account);
    if (!other) await writing.store.put(fresh, account);
    await writing.done;
    return other ?? fresh;
  }

  /** Binds what is sealed to its place: it opens nowhere else. */
  const bound = (key: string, iv: Uint8Array<ArrayBuffer>) => ({
    name: algorithm,
    iv,
    additionalData: new TextEncoder().encode(key),
  });

  return {
    read: (account, slot) =>
      inTurn(account, async () => {
        const database = await opening;
        const key = slotKey(account, slot);
        const kept = await database.get('drafts', key);
        const secret = await database.get('keys', account);
        if (!kept || !secret) return undefined;
        try {
          const plain = await crypto.subtle.decrypt(bound(key, kept.iv), secret, kept.sealed);
          return { value: JSON.parse(new TextDecoder().decode(plain)) as unknown, at: kept.at };
        } catch {
          return undefined;
        }
      }),
    write: (account, slot, value, at) =>
      inTurn(account, async () => {
        if (isClosed) throw new Error('The vault is closed.');
        const secret = await keyOf(account);
        const key = slotKey(account, slot);
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const plain = new TextEncoder().encode(JSON.stringify(value));
        const sealed = await crypto.subtle.encrypt(bound(key, iv), secret, plain);
        await (await opening).put('drafts', { iv, sealed, at }, key);
      }),
    drop: (account, slot) => inTurn(account, async () => (await opening).delete('drafts', slotKey(account, slot))),
    count: (account) =>
      inTurn(account, async () => {
        const slots = await (await opening).getAllKeys('drafts', slotsOf(account));
        return slots.filter((slot) => slot !== slotKey(account, ownListSlot)).length;
      }),
    close: () => {
      isClosed = true;
    },
    forget: (account) => {
      isClosed = true;
      return inTurn(account, async () => {
        const writing = (await opening).transaction(['drafts', 'keys'], 'readwrite');
        await Promise.all([
          writing.objectStore('drafts').delete(slotsOf(account)),
          writing.objectStore('keys').delete(account),
          writing.done,
        ]);
      });
    },
  };
}

let vault: Vault | undefined;

/** Undefined where the browser gives no safe place: without a secure connection, or with storage switched off. */
export function deviceVault(): Vault | undefined {
  // Some browsers have it only on secure connections, whatever the types say.
  const canSeal = typeof indexedDB !== 'undefined' && 'subtle' in crypto;
  if (!canSeal) return undefined;
  vault ??= vaultIn(openVaultDatabase());
  return vault;
}

export async function countDrafts(account: string): Promise<number> {
  return (
    (await deviceVault()
      ?.count(account)
      .catch(() => 0)) ?? 0
  );
}

export async function forgetDrafts(account: string): Promise<void> {
  await deviceVault()
    ?.forget(account)
    .catch(() => undefined);
}
