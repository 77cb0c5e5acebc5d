import { openOutboxDatabase, type OutboxDatabase } from './outbox';
import { turnsOf } from './turns';

let database: Promise<OutboxDatabase> | undefined;

/** One connection to the device's own database for the whole page. */
export function deviceDatabase(): Promise<OutboxDatabase> {
  database ??= typeof indexedDB === 'undefined' ? Promise.reject(new Error('No storage.')) : openOutboxDatabase();
  return database;
}

export const deviceTurns = turnsOf('locks' in navigator ? navigator.locks : undefined);

/** Says that trying at once makes sense, for reasons the browser does not tell: the person has signed in again. */
export const wakeRooms = () => window.dispatchEvent(new Event('supervision:wake'));
