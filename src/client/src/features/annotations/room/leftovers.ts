import { api } from '@/shared/api/client';
import { problemOf, ProblemError } from '@/shared/api/problem';
import { systemClock } from '@/shared/time/clock';
import { deviceDatabase, deviceTurns } from './device';
import { roomKey, roomsWaiting, storedOutbox } from './outbox';
import { type Answer, createSender } from './sender';
import type { AnnotationRequest } from './wire';

/** How many commands of this person wait on this device, over all cases. */
export async function countWaiting(personId: string): Promise<number> {
  try {
    const database = await deviceDatabase();
    const rooms = await roomsWaiting(database, personId);
    const entries = await Promise.all(rooms.map((room) => storedOutbox(database, room).all()));
    return entries.flat().filter((entry) => !entry.refusal).length;
  } catch {
    return 0;
  }
}

/** Takes off this device what waits for a case that has been erased: it would not be taken, and holds its words. */
export async function forgetWaiting(personId: string, caseId: string): Promise<void> {
  try {
    const outbox = storedOutbox(await deviceDatabase(), roomKey(personId, caseId));
    for (const { commandId } of await outbox.all()) await outbox.remove(commandId);
  } catch {
    // Without storage nothing lies there.
  }
}

/** Sends, over HTTP, what still waits from cases that are not open. Calls back once for every command that is kept. */
export async function sendLeftovers(personId: string, onKept: () => void): Promise<void> {
  const database = await deviceDatabase();
  for (const room of await roomsWaiting(database, personId)) {
    const caseId = room.slice(personId.length + 1);
    const connection = { isOpen: true };
    createSender({
      outbox: storedOutbox(database, room),
      takeTurn: deviceTurns,
      task: `supervision.outbox/${room}`,
      clock: systemClock,
      isOpen: () => connection.isOpen,
      send: (request) => submitOverHttp(caseId, request, connection),
      onReceipt: onKept,
      onRefusal: () => undefined,
    }).kick();
  }
}

async function submitOverHttp(
  caseId: string,
  request: AnnotationRequest,
  connection: { isOpen: boolean },
): Promise<Answer> {
  try {
    const receipt = await api.post('/api/cases/{caseId}/annotations', { path: { caseId }, body: request });
    return { receipt };
  } catch (error) {
    const problem = problemOf(error);
    switch (problem.kind) {
      case 'refused':
      case 'invalid':
      case 'not-found':
        return { refusal: { code: problem.code, detail: problem.sentence } };
      case 'no-connection':
      case 'signed-out':
      case 'busy':
        connection.isOpen = false;
        throw error;
      case 'failure':
        if (!(error instanceof ProblemError)) connection.isOpen = false;
        throw error;
    }
  }
}
