import type { Clock } from '@/shared/time/clock';
import { isoTime } from '@/shared/time/clock';
import { within } from '@/shared/time/within';
import type { Connection } from './types';

/** The part of a SignalR connection that the room needs: a seam for tests. */
export type Hub = {
  start: () => Promise<void>;
  stop: () => Promise<void>;
  invoke: (method: string, ...values: unknown[]) => Promise<unknown>;
  on: (method: string, handler: (message: unknown) => void) => void;
  onclose: (handler: () => void) => void;
};

export type Probe = () => Promise<'signed-in' | 'signed-out' | 'unreachable'>;

type Parts = {
  openHub: () => Hub;
  /** Asked after a failed attempt: a browser does not say why a WebSocket was refused. */
  probe: Probe;
  clock: Clock;
  /** 0 to 1, for the jitter. */
  chance: () => number;
  /** Calls back when trying at once makes sense: the network is back, or the page is looked at again. */
  onWake: (listener: () => void) => () => void;
  /** Joins the room on a connection that has just opened; the connection counts as live once this resolves. */
  join: (invoke: Hub['invoke']) => Promise<void>;
  messages: Readonly<Record<string, (message: unknown) => void>>;
  onState: (state: Connection) => void;
};

/** The server speaks at least every 3 seconds; after so long without a word the connection is taken as cut. */
export const silence = 8_000;
const firstDelay = 300;
const longestDelay = 5_000;
/** An attempt this young is not started anew when something wakes the page. */
const freshTry = 200;

/** Half to full of a delay that doubles from 0.3 to 5 seconds: many clients do not all come back at once. */
export function retryDelay(attempt: number, chance: number): number {
  const full = Math.min(longestDelay, firstDelay * 2 ** Math.min(attempt, 10));
  return full * (0.5 + chance / 2);
}

/** Keeps one hub connection open for as long as the room is, however often it breaks. */
export function createConnection(parts: Parts) {
  const { openHub, probe, clock, chance, onWake, join, messages, onState } = parts;
  let state: Connection = { state: 'connecting' };
  let hub: Hub | undefined;
  /** Every attempt has its number; what an abandoned one still says is not heard. */
  let current = 0;
  let failures = 0;
  let lastHeard = 0;
  let lastTriedAt = -Infinity;
  let isEnded = true;
  let awaySince: string | undefined;
  let cancelRetry: () => void = () => undefined;
  let stopWaking: () => void = () => undefined;

  function tell(next: Connection) {
    state = next;
    onState(next);
  }

  function open() {
    isEnded = false;
    failures = 0;
    awaySince = undefined;
    tell({ state: 'connecting' });
    stopWaking = onWake(wake);
    void attempt();
  }

  function close() {
    isEnded = true;
    stopWaking();
    abandon();
  }

  function abandon() {
    current += 1;
    cancelRetry();
    void hub?.stop().catch(() => undefined);
    hub = undefined;
  }

  async function attempt() {
    abandon();
    const mine = current;
    const isMine = () => mine === current;
    if (awaySince !== undefined) tell({ state: 'away', since: awaySince, nextTryAt: undefined });
    lastTriedAt = clock.now();
    const opening = openHub();
    hub = opening;
    for (const [method, handle] of Object.entries(messages)) {
      opening.on(method, (message) => {
        if (!isMine()) return;
        lastHeard = clock.now();
        handle(message);
      });
    }
    opening.on('moving', () => {
      if (isMine()) lost({ isPlanned: true });
    });
    opening.onclose(() => {
      if (isMine()) lost({ isPlanned: false });
    });
    try {
      await within(clock, silence, opening.start());
      if (!isMine()) return;
      await within(
        clock,
        silence,
        join((method, ...values) => opening.invoke(method, ...values)),
      );
      if (!isMine()) return;
      failures = 0;
      awaySince = undefined;
      lastHeard = clock.now();
      tell({ state: 'live', keptAt: undefined });
    } catch (error) {
      if (isMine()) await failed(error, isMine);
    }
  }

  async function failed(error: unknown, isMine: () => boolean) {
    if (isNotFound(error)) {
      end({ state: 'closed', code: 'not-found' });
      return;
    }
    const session = await probe();
    if (!isMine()) return;
    if (session === 'signed-out') {
      abandon();
      tell({ state: 'signed-out' });
      return;
    }
    retryLater();
  }

  function lost({ isPlanned }: { isPlanned: boolean }) {
    awaySince ??= isoTime(clock);
    if (isPlanned) void attempt();
    else retryLater();
  }

  function retryLater() {
    abandon();
    awaySince ??= isoTime(clock);
    const delay = retryDelay(failures, chance());
    failures += 1;
    tell({ state: 'away', since: awaySince, nextTryAt: new Date(clock.now() + delay).toISOString() });
    cancelRetry = clock.after(delay, () => void attempt());
  }

  function wake() {
    if (isEnded) return;
    if (state.state === 'live') {
      if (clock.now() - lastHeard <= silence) return;
      awaySince ??= isoTime(clock);
    } else if (isTrying() && clock.now() - lastTriedAt < freshTry) {
      return;
    }
    failures = 0;
    void attempt();
  }

  function isTrying() {
    return state.state === 'connecting' || (state.state === 'away' && state.nextTryAt === undefined);
  }

  function end(last: Connection) {
    isEnded = true;
    stopWaking();
    abandon();
    tell(last);
  }

  return {
    open,
    close,
    /** Ends it for good: access to the case is over. */
    end,
    /** Gives up on this connection and makes another: it answers, but not as it should. */
    renew: () => {
      if (!isEnded) lost({ isPlanned: false });
    },
    /** Clocks differ a little: what was once said to be kept stays so. */
    keptAt: (at: string) => {
      if (state.state !== 'live') return;
      if (state.keptAt === undefined || Date.parse(at) > Date.parse(state.keptAt)) tell({ state: 'live', keptAt: at });
    },
    isLive: () => state.state === 'live',
    invoke: (method: string, ...values: unknown[]): Promise<unknown> =>
      hub ? hub.invoke(method, ...values) : Promise.reject(new Error('No connection.')),
  };
}

/** The server's hub errors travel as text only. */
const says = (error: unknown, code: RegExp) => error instanceof Error && code.test(error.message);
export const isNotFound = (error: unknown) => says(error, /\bnot-found\b/);
export const isBusy = (error: unknown) => says(error, /\bbusy\b/);
