import type { Clock } from '@/shared/time/clock';
import type { Outbox } from './outbox';
import type { TakeTurn } from './turns';
import type { AnnotationRequest, Receipt, Refusal } from './wire';

export type Answer = { receipt: Receipt } | { refusal: Refusal };

type Parts = {
  outbox: Outbox;
  takeTurn: TakeTurn;
  task: string;
  clock: Clock;
  isOpen: () => boolean;
  /** Rejects when no answer came: the command stays and is sent again with the same id. */
  send: (request: AnnotationRequest) => Promise<Answer>;
  onReceipt: (receipt: Receipt) => void;
  onRefusal: (commandId: string, refusal: Refusal) => void;
};

/** The server is there but cannot take it at this moment: no failure of the command. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
}

/** So many failures in a row on an open connection and a command is set aside, or it would block those behind it. */
const patience = 6;

const setAside: Refusal = {
  code: 'failure',
  detail: 'The server could not keep this. Your words are still here. Copy them, let this go, and try once more.',
};

/**
 * Sends what waits in the outbox, in order and one after another. Only one tab sends at a time; whichever has a
 * connection takes the turn, so a tab asleep in the background holds nobody up.
 */
export function createSender({ outbox, takeTurn, task, clock, isOpen, send, onReceipt, onRefusal }: Parts) {
  let isSending = false;
  let isAskedAgain = false;

  async function sendAll() {
    let failures = 0;
    let lastFailed = '';
    while (isOpen()) {
      const entry = await outbox.first();
      if (!entry) return;
      const { commandId } = entry;
      if (commandId !== lastFailed) failures = 0;
      try {
        const answer = await send(entry.request);
        if ('receipt' in answer) {
          await outbox.remove(commandId);
          onReceipt(answer.receipt);
        } else {
          await refuse(commandId, answer.refusal);
        }
      } catch (error) {
        if (!isOpen()) return;
        if (!(error instanceof NotNow)) failures += 1;
        lastFailed = commandId;
        if (failures >= patience) await refuse(commandId, setAside);
        else await pause(clock, Math.min(5_000, 500 * 2 ** failures));
      }
    }
  }

  async function refuse(commandId: string, refusal: Refusal) {
    await outbox.refuse(commandId, refusal);
    onRefusal(commandId, refusal);
  }

  /** Starts sending unless it is under way. What is added meanwhile is sent too. */
  function kick() {
    if (isSending) {
      isAskedAgain = true;
      return;
    }
    if (!isOpen()) return;
    isSending = true;
    isAskedAgain = false;
    const rest = () => {
      isSending = false;
      if (isAskedAgain) kick();
    };
    takeTurn(task, sendAll).then(rest, rest);
  }

  return { kick };
}

const pause = (clock: Clock, milliseconds: number) =>
  new Promise<void>((resolve) => void clock.after(milliseconds, resolve));
