import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import { openVaultDatabase, vaultIn } from './vault';

const at = '2026-03-05T14:05:00.000Z';
const words = { text: 'She looked at the clock in Whitstable.' };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('a draft on the device', () => {
  test('comes back as it was, with the time it was put there', async () => {
    const vault = vaultIn(openVaultDatabase());
    await vault.write('maya', 'case', words, at);
    expect(await vault.read('maya', 'case')).toEqual({ value: words, at });
    expect(await vaultIn(openVaultDatabase()).read('maya', 'case')).toEqual({ value: words, at });
  });

  test('lies there sealed, under a key that the browser does not give out', async () => {
    const database = await openVaultDatabase();
    await vaultIn(Promise.resolve(database)).write('maya', 'case', words, at);
    const kept = await database.get('drafts', 'maya/case');
    const bytes = new TextDecoder('latin1').decode(kept?.sealed);
    expect(bytes).not.toContain('Whitstable');
    expect(bytes).not.toContain('text');
    const key = await database.get('keys', 'maya');
    expect(key?.extractable).toBe(false);
  });

  test('opens for its account and in its place only', async () => {
    const database = await openVaultDatabase();
    const vault = vaultIn(Promise.resolve(database));
    await vault.write('maya', 'case', words, at);
    await vault.write('jonah', 'case', { text: 'Other' }, at);
    const kept = await database.get('drafts', 'maya/case');
    if (!kept) throw new Error('Nothing was kept.');
    await database.put('drafts', kept, 'jonah/case');
    await database.put('drafts', kept, 'maya/import');
    expect(await vault.read('jonah', 'case')).toBeUndefined();
    expect(await vault.read('maya', 'import')).toBeUndefined();
  });

  test('is sealed differently each time', async () => {
    const database = await openVaultDatabase();
    const vault = vaultIn(Promise.resolve(database));
    await vault.write('maya', 'one', words, at);
    await vault.write('maya', 'two', words, at);
    const ivs = await Promise.all(['maya/one', 'maya/two'].map(async (key) => (await database.get('drafts', key))?.iv));
    expect(ivs[0]).not.toEqual(ivs[1]);
  });

  test('is gone once dropped, and all of the account with its key once forgotten', async () => {
    const database = await openVaultDatabase();
    const vault = vaultIn(Promise.resolve(database));
    await vault.write('maya', 'case', words, at);
    await vault.write('maya', 'import', words, at);
    await vault.write('jonah', 'case', words, at);
    await vault.drop('maya', 'case');
    expect(await vault.count('maya')).toBe(1);
    await vault.forget('maya');
    expect(await vault.count('maya')).toBe(0);
    expect(await database.get('keys', 'maya')).toBeUndefined();
    expect(await vault.read('jonah', 'case')).toEqual({ value: words, at });
  });

  test('is not put away by a page that whoever was signed in has left', async () => {
    const [here, there] = [vaultIn(openVaultDatabase()), vaultIn(openVaultDatabase())];
    await there.write('maya', 'case', words, at);
    const forgetting = here.forget('maya');
    there.close();
    await expect(here.write('maya', 'case', words, at)).rejects.toThrow();
    await expect(there.write('maya', 'case', words, at)).rejects.toThrow();
    await forgetting;
    const next = vaultIn(openVaultDatabase());
    expect(await next.count('maya')).toBe(0);
    await next.write('maya', 'case', words, at);
    expect(await next.count('maya')).toBe(1);
  });

  test('is read as it was last written, also by a page that opens while it is put away', async () => {
    const vault = vaultIn(openVaultDatabase());
    const first = vault.write('maya', 'case', { text: 'She looked.' }, at);
    const second = vault.write('maya', 'case', words, at);
    expect(await vault.read('maya', 'case')).toEqual({ value: words, at });
    const forgetting = vault.forget('maya');
    expect(await vault.count('maya')).toBe(0);
    await Promise.all([first, second, forgetting]);
  });

  test('one that cannot be put away is in nobody’s way', async () => {
    const vault = vaultIn(openVaultDatabase());
    const circle: { itself?: unknown } = {};
    circle.itself = circle;
    const failing = vault.write('maya', 'case', circle, at);
    const next = vault.write('maya', 'case', words, at);
    await expect(failing).rejects.toThrow();
    await next;
    expect(await vault.read('maya', 'case')).toEqual({ value: words, at });
  });
});
