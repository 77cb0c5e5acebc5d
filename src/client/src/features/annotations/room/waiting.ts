import { type Clock, isoTime } from '@/shared/time/clock';
import { within } from '@/shared/time/within';
import type { LogView } from './log';
import { dependableOutbox, type NewEntry, type OutboxDatabase } from './outbox';
import type { Pending } from './overlay';
import { isMoot, isUnkept, refusedAbout, shownBy, without, withAdded, withReceipt, withRefusal } from './pending';
import { type Answer, createSender } from './sender';
import type { OpenTabs, TabMessage, Tabs } from './tabs';
import type { TakeTurn } from './turns';
import type { AnnotationRequest, Receipt, Refusal } from './wire';

type Parts = {
  /** Names the outbox: one person in one case. */
  key: string;
  clock: Clock;
  database: Promise<OutboxDatabase>;
  takeTurn: TakeTurn;
  openTabs: OpenTabs;
  log: () => LogView;
  isOpen: () => boolean;
  send: (request: AnnotationRequest) => Promise<Answer>;
  changed: () => void;
};

const longestOpening = 3_000;

/** What was made on this device and is not in the log yet: shared with the other tabs, stored, sent, let go of. */
export function createWaiting({ key, clock, database, takeTurn, openTabs, log, isOpen, send, changed }: Parts) {
  let pending: readonly Pending[] = [];
  let waitingIn: 'device' | 'memory' = 'device';
  let tabs: Tabs | undefined;
  const beingAdded = new Map<string, Promise<void>>();

  const outbox = dependableOutbox(within(clock, longestOpening, database), key, () => {
    waitingIn = 'memory';
    changed();
  });

  const sender = createSender({
    outbox,
    takeTurn,
    task: `supervision.outbox/${key}`,
    clock,
    isOpen,
    send,
    onReceipt: (receipt) => {
      tabs?.tell({ room: key, kind: 'receipt', receipt });
      takeReceipt(receipt);
    },
    onRefusal: (commandId, refusal) => {
      tabs?.tell({ room: key, kind: 'refused', commandId, refusal });
      takeRefusal(commandId, refusal);
    },
  });

  function set(next: readonly Pending[]) {
    if (next === pending) return;
    pending = next;
    changed();
  }

  function takeReceipt(receipt: Receipt) {
    set(withReceipt(pending, receipt));
    letGoOfShown();
  }

  function takeRefusal(commandId: string, refusal: Refusal) {
    const command = pending.find((one) => one.commandId === commandId);
    if (command && isMoot(command.request, refusal)) letGo(new Set([commandId]));
    else set(withRefusal(pending, commandId, refusal));
  }

  /** To be called when the log has moved on. */
  function letGoOfShown() {
    const shown = shownBy(log(), pending);
    for (const one of shown) if (!one.receipt) void outbox.remove(one.commandId);
    set(without(pending, new Set(shown.map((one) => one.commandId))));
  }

  function letGo(commandIds: ReadonlySet<string>) {
    for (const commandId of commandIds) {
      void outbox.remove(commandId);
      tabs?.tell({ room: key, kind: 'dismissed', commandId });
    }
    set(without(pending, commandIds));
  }

  function hear(message: TabMessage) {
    if (message.room !== key) return;
    switch (message.kind) {
      case 'added':
        set(withAdded(pending, [message.entry], log()));
        sender.kick();
        break;
      case 'receipt':
        takeReceipt(message.receipt);
        break;
      case 'refused':
        set(withRefusal(pending, message.commandId, message.refusal));
        break;
      case 'dismissed':
        set(without(pending, new Set([message.commandId])));
        break;
    }
  }

  async function load() {
    const entries = await outbox.all();
    for (const { commandId } of entries) if (log().hasSeen(commandId)) void outbox.remove(commandId);
    // What waited from before stands before what was made while it was being read.
    const earlier = withAdded([], entries.map(plainEntry), log());
    const known = new Set(earlier.map((one) => one.commandId));
    set([...earlier, ...pending.filter((one) => !known.has(one.commandId))]);
    sender.kick();
  }

  /**
   * To be called when a connection has opened. What this page knows of but the outbox has lost (cleared site data, a
   * message between tabs that never came) is put back first: sending twice is harmless, forgetting is not.
   */
  async function sendAll() {
    const there = new Set((await outbox.all()).map((entry) => entry.commandId));
    for (const one of pending) {
      const isLost = isUnkept(one) && !there.has(one.commandId) && !beingAdded.has(one.commandId);
      if (isLost) await outbox.add({ commandId: one.commandId, request: one.request, madeAt: one.madeAt });
    }
    sender.kick();
  }

  function give(request: AnnotationRequest) {
    const entry: NewEntry = { commandId: request.commandId, request, madeAt: isoTime(clock) };
    set([...pending, entry]);
    const shared = tabs;
    const adding = outbox.add(entry).then(() => {
      beingAdded.delete(entry.commandId);
      shared?.tell({ room: key, kind: 'added', entry });
      sender.kick();
    });
    beingAdded.set(entry.commandId, adding);
  }

  return {
    open: () => {
      tabs = openTabs(hear);
      void load();
    },
    /** The other tabs still hear of what is being stored at this moment. */
    close: () => {
      const shared = tabs;
      tabs = undefined;
      void Promise.all(beingAdded.values()).then(() => shared?.close());
    },
    give,
    dismiss: (id: string) => letGo(refusedAbout(pending, id)),
    letGoOfShown,
    sendAll,
    list: () => pending,
    unkept: () => pending.filter(isUnkept).length,
    waitingIn: () => waitingIn,
  };
}

const plainEntry = ({ commandId, request, madeAt, refusal }: NewEntry): NewEntry => ({
  commandId,
  request,
  madeAt,
  ...(refusal ? { refusal } : {}),
});
