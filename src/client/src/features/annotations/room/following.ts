import type { Clock } from '@/shared/time/clock';
import { within } from '@/shared/time/within';
import type { Hub } from './connection';
import { Log } from './log';
import { mergePresence, plain } from './presence';
import type { Person, Presence, Standing } from './types';
import type { ChangesMessage, Joined, PresenceMessage, StandingMessage } from './wire';

type Parts = {
  caseId: string;
  people: readonly Person[];
  clock: Clock;
  invoke: Hub['invoke'];
  isLive: () => boolean;
  renew: () => void;
  changed: () => void;
  /** The log has moved on, to what was done at that time. */
  applied: (at: string | undefined) => void;
};

const longestAnswer = 20_000;
const secondLook = 1_500;

/** Follows one case: joins from the last version it has, applies what comes in order, asks again when something is missing. */
export function createFollowing({ caseId, people, clock, invoke, isLive, renew, changed, applied }: Parts) {
  /** Redactions that were taken back: what they had hidden is asked for once, and not again when it is told again. */
  const putBack = new Set<string>();
  let log = new Log(putBack);
  let names: ReadonlyMap<string, Person> = new Map(people.map((person) => [person.id, person]));
  let present: readonly Presence[] = [];
  let standing: Standing | undefined;
  /** What is told while joining is newer than the answer. */
  let isToldAlready = false;
  let isLoaded = false;
  /** The version to have reached before the case counts as loaded. */
  let goal = Infinity;
  let isJoiningAgain = false;
  let fruitless = 0;
  let wasServerBehind = false;

  function takeJoined(joined: Joined) {
    names = new Map([...names, ...joined.people.map((person) => [person.id, person] as const)]);
    present = joined.present.map(plain);
    if (!isToldAlready) stand(joined.closedAt);
    goal = joined.version;
    isLoaded ||= log.version >= goal;
    checkServer(joined.version < log.version);
    changed();
  }

  function stand(closedAt: string | null | undefined) {
    if (!standing || standing.closedAt !== (closedAt ?? undefined)) standing = { closedAt: closedAt ?? undefined };
  }

  /** A server that knows less than we do may only be late; if it still does at a second look, it was restored or reset. */
  function checkServer(isBehind: boolean) {
    if (isBehind && wasServerBehind) {
      wasServerBehind = false;
      beginAnew();
      return;
    }
    if (isBehind) clock.after(secondLook, () => void joinAgain());
    wasServerBehind = isBehind;
  }

  function beginAnew() {
    log = new Log(putBack);
    isLoaded = false;
    void joinAgain();
  }

  /** What was hidden here comes from the server once more. */
  function isPutBack(): boolean {
    const news = log.redactions.filter(({ id, state }) => state === 'restored' && !putBack.has(id));
    for (const { id } of news) putBack.add(id);
    return news.length > 0;
  }

  async function joinAgain() {
    if (isJoiningAgain || !isLive()) return;
    isJoiningAgain = true;
    isToldAlready = false;
    try {
      const joined = await within(clock, longestAnswer, invoke('Join', caseId, log.version));
      isJoiningAgain = false;
      takeJoined(joined as Joined);
    } catch {
      isJoiningAgain = false;
      renew();
    }
  }

  /** The first gap is asked for at once; if asking brings nothing, ever more slowly. */
  function askForMissing() {
    if (fruitless === 0) void joinAgain();
    else clock.after(Math.min(5_000, 250 * 2 ** fruitless), () => void joinAgain());
    fruitless += 1;
  }

  return {
    join: async (invokeOnNew: Hub['invoke']) => {
      fruitless = 0;
      isToldAlready = false;
      takeJoined((await invokeOnNew('Join', caseId, log.version)) as Joined);
    },
    takeChanges: (message: ChangesMessage) => {
      if (message.caseId !== caseId) return;
      const outcome = log.apply(message);
      if (outcome === 'gap') askForMissing();
      if (outcome !== 'applied') return;
      fruitless = 0;
      const isFirst = message.from === 0;
      if (isPutBack() && !isFirst) beginAnew();
      isLoaded ||= log.version >= goal;
      applied(message.changes.at(-1)?.at);
      changed();
    },
    takePresence: (message: PresenceMessage) => {
      if (message.caseId !== caseId) return;
      const next = mergePresence(present, message);
      if (next === present) return;
      present = next;
      changed();
    },
    takeStanding: (message: StandingMessage) => {
      if (message.caseId !== caseId) return;
      isToldAlready = true;
      stand(message.closedAt);
      changed();
    },
    /** Without a connection nobody knows who is there. */
    forgetPresence: () => {
      present = [];
    },
    log: () => log,
    names: () => names,
    present: () => present,
    standing: () => standing,
    isLoaded: () => isLoaded,
  };
}
