import type { Clock } from '@/shared/time/clock';
import { TooLate, within } from '@/shared/time/within';
import { roomCommands } from './commands';
import { createConnection, type Hub, isBusy, isNotFound, type Probe } from './connection';
import { createFollowing } from './following';
import { type OutboxDatabase, roomKey } from './outbox';
import { lay, noOverlay } from './overlay';
import { paced, type Whereabouts, whole } from './presence';
import { type Answer, NotNow } from './sender';
import type { OpenTabs } from './tabs';
import type { TakeTurn } from './turns';
import type { Connection, Person, Room, RoomCommands, Thread } from './types';
import { createWaiting } from './waiting';
import type {
  AnnotationRequest,
  ChangesMessage,
  ClosedMessage,
  KeptMessage,
  PresenceMessage,
  ReviewMessage,
  StandingMessage,
  Submitted,
} from './wire';

/** All that the room needs of the world. */
export type RoomParts = {
  clock: Clock;
  chance: () => number;
  newId: () => string;
  openHub: () => Hub;
  probe: Probe;
  onWake: (listener: () => void) => () => void;
  takeTurn: TakeTurn;
  openTabs: OpenTabs;
  database: Promise<OutboxDatabase>;
};

export type RoomStore = {
  subscribe: (listener: () => void) => () => void;
  getSnapshot: () => Room;
  commands: RoomCommands;
  /** Connects, and sends what waits; the answer closes. May be opened again. */
  open: () => () => void;
};

const longestAnswer = 20_000;

/** The live room of one case: what the log says, with this device's own unkept commands over it. */
export function createRoom(caseId: string, you: string, people: readonly Person[], parts: RoomParts): RoomStore {
  const { clock, newId } = parts;
  const listeners = new Set<() => void>();
  let link: Connection = { state: 'connecting' };
  let lastHere: Whereabouts | undefined;
  let snapshot: Room | undefined;
  let reviewNews = 0;
  let overlay = noOverlay;
  let overlayOf: readonly unknown[] = [];

  const connection = createConnection({
    ...parts,
    join: (invoke) => following.join(invoke),
    messages: {
      changes: (message) => following.takeChanges(message as ChangesMessage),
      presence: (message) => following.takePresence(message as PresenceMessage),
      kept: (message) => {
        const { caseId: keptCase, at } = message as KeptMessage;
        if (keptCase === caseId) connection.keptAt(at);
      },
      standing: (message) => following.takeStanding(message as StandingMessage),
      review: (message) => {
        if ((message as ReviewMessage).caseId !== caseId) return;
        reviewNews += 1;
        changed();
      },
      closed: (message) => {
        const { caseId: closedCase, code } = message as ClosedMessage;
        if (closedCase === caseId) connection.end({ state: 'closed', code });
      },
    },
    onState: takeState,
  });

  const following = createFollowing({
    ...connection,
    caseId,
    people,
    clock,
    changed,
    applied: (at) => {
      waiting.letGoOfShown();
      if (at !== undefined) connection.keptAt(at);
    },
  });

  const waiting = createWaiting({
    ...parts,
    key: roomKey(you, caseId),
    log: following.log,
    isOpen: connection.isLive,
    send,
    changed,
  });

  const whereabouts = paced(clock, (here) => {
    if (connection.isLive()) connection.invoke('Here', caseId, whole(here)).catch(() => undefined);
  });

  function changed() {
    snapshot = undefined;
    for (const listener of listeners) listener();
  }

  function takeState(next: Connection) {
    const wasLive = link.state === 'live';
    link = next;
    if (next.state !== 'live') following.forgetPresence();
    else if (!wasLive) {
      if (lastHere) whereabouts.say(lastHere);
      void waiting.sendAll();
    }
    changed();
  }

  async function send(request: AnnotationRequest): Promise<Answer> {
    try {
      const submitting = connection.invoke('Submit', caseId, aimed(request));
      const { receipt, refusal } = (await within(clock, longestAnswer, submitting)) as Submitted;
      if (receipt) return { receipt };
      if (refusal) return { refusal };
    } catch (error) {
      if (error instanceof TooLate) connection.renew();
      if (isNotFound(error)) connection.end({ state: 'closed', code: 'not-found' });
      throw isBusy(error) ? new NotNow() : error;
    }
    throw new Error('The server answered with neither a receipt nor a refusal.');
  }

  /** What was replaced while the command waited is answered where it stands now. */
  function aimed(request: AnnotationRequest): AnnotationRequest {
    if (request.kind === 'annotate') return request;
    return { ...request, annotationId: following.log().current(request.annotationId) };
  }

  function threads(): readonly Thread[] {
    const log = following.log();
    const online = link.state === 'live';
    const loaded = following.isLoaded();
    const inputs = [log.threads, log.redactions, waiting.list(), online, loaded];
    if (inputs.some((input, index) => input !== overlayOf[index])) {
      overlayOf = inputs;
      overlay = lay(log, waiting.list(), { you, online, loaded }, overlay);
    }
    return overlay.threads;
  }

  function look(): Room {
    const isClosed = link.state === 'closed';
    return {
      caseId,
      you,
      version: following.log().version,
      loaded: following.isLoaded() && !isClosed,
      threads: isClosed ? [] : threads(),
      people: following.names(),
      present: following.present(),
      redactions: isClosed ? [] : following.log().redactions,
      standing: following.standing(),
      reviewNews,
      connection: link,
      unkept: waiting.unkept(),
      waitingIn: waiting.waitingIn(),
    };
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    getSnapshot: () => (snapshot ??= look()),
    commands: roomCommands({
      newId,
      give: waiting.give,
      dismiss: waiting.dismiss,
      here: (here) => {
        lastHere = here;
        whereabouts.say(here);
      },
    }),
    open: () => {
      waiting.open();
      connection.open();
      return () => {
        connection.close();
        whereabouts.stop();
        waiting.close();
      };
    },
  };
}
