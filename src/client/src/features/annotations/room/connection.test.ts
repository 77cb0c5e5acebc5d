import { beforeEach, describe, expect, test } from 'vitest';
import { ManualClock, settled } from '@/shared/time/manual-clock';
import { createConnection, type Probe, retryDelay, silence } from './connection';
import { heron, jonah, maya } from './testing/examples';
import { SmallServer } from './testing/small-server';
import type { Connection } from './types';

describe('the delay before the next try', () => {
  test.each([
    [0, 0, 150],
    [0, 1, 300],
    [1, 1, 600],
    [4, 1, 4_800],
    [5, 1, 5_000],
    [400, 0, 2_500],
  ])('attempt %i with chance %f: %i ms', (attempt, chance, expected) => {
    expect(retryDelay(attempt, chance)).toBe(expected);
  });
});

describe('the connection', () => {
  let clock: ManualClock;
  let server: SmallServer;
  let states: Connection[];
  let session: Awaited<ReturnType<Probe>>;
  let wake: () => void;
  let isAskedToJoin: () => Promise<void>;

  beforeEach(() => {
    clock = new ManualClock();
    server = new SmallServer(heron, [maya, jonah]);
    states = [];
    session = 'unreachable';
    wake = () => undefined;
    isAskedToJoin = () => Promise.resolve();
  });

  const connect = () => {
    const connection = createConnection({
      openHub: server.hubFor(maya),
      probe: () => Promise.resolve(session),
      clock,
      chance: () => 1,
      onWake: (listener) => {
        wake = listener;
        return () => {
          wake = () => undefined;
        };
      },
      join: async (invoke) => {
        await isAskedToJoin();
        await invoke('Join', heron, 0);
      },
      messages: { kept: () => undefined },
      onState: (state) => states.push(state),
    });
    connection.open();
    return connection;
  };

  const last = () => states.at(-1);
  const seconds = (iso: string | undefined) => (Date.parse(iso ?? '') - Date.parse('2026-03-05T18:00:00Z')) / 1000;

  test('opens and joins', async () => {
    connect();
    await settled();
    expect(states.map((state) => state.state)).toEqual(['connecting', 'live']);
  });

  test('tries again, ever more slowly, for ever, until the server is back', async () => {
    connect();
    await settled();
    server.die();
    expect(last()).toMatchObject({ state: 'away', since: '2026-03-05T18:00:00.000Z' });
    await clock.advance(3_600_000);
    expect(last()).toMatchObject({ state: 'away', since: '2026-03-05T18:00:00.000Z' });
    const delays = states.flatMap((state) =>
      state.state === 'away' && state.nextTryAt ? [seconds(state.nextTryAt)] : [],
    );
    expect(delays.slice(0, 7)).toEqual([0.3, 0.9, 2.1, 4.5, 9.3, 14.3, 19.3]);
    server.isUp = true;
    await clock.advance(5_000);
    expect(last()).toEqual({ state: 'live', keptAt: undefined });
  });

  test('tries at once when the network is back', async () => {
    connect();
    await settled();
    server.die();
    await clock.advance(60_000);
    server.isUp = true;
    await clock.advance(250);
    wake();
    await settled();
    expect(last()?.state).toBe('live');
  });

  test('takes a connection that has fallen silent as cut, when the page is looked at again', async () => {
    connect();
    await settled();
    await clock.advance(silence + 1);
    wake();
    expect(last()).toMatchObject({ state: 'away', nextTryAt: undefined });
    await settled();
    expect(last()?.state).toBe('live');
    expect(server.connected).toBe(1);
  });

  test('leaves a connection alone that spoke a moment ago', async () => {
    connect();
    await settled();
    await clock.advance(silence);
    server.send('kept', { caseId: heron, at: '2026-03-05T18:00:08Z' });
    await clock.advance(1_000);
    const before = states.length;
    wake();
    expect(states).toHaveLength(before);
  });

  test('gives up on a server that does not answer, and tries again', async () => {
    server.isSilent = true;
    connect();
    await clock.advance(silence);
    expect(last()).toMatchObject({ state: 'away' });
    server.isSilent = false;
    await clock.advance(300);
    expect(last()?.state).toBe('live');
  });

  test('goes to another node at once when this one is about to stop', async () => {
    connect();
    await settled();
    server.send('moving', {});
    await settled();
    expect(last()?.state).toBe('live');
    expect(server.joins).toHaveLength(2);
    expect(server.connected).toBe(1);
  });

  test('says signed out when the session has ended, and comes back after signing in', async () => {
    connect();
    await settled();
    session = 'signed-out';
    server.die();
    await clock.advance(300);
    expect(last()).toEqual({ state: 'signed-out' });
    expect(clock.waiting).toEqual([]);
    server.isUp = true;
    wake();
    await settled();
    expect(last()?.state).toBe('live');
  });

  test('ends where the case is not for this person', async () => {
    isAskedToJoin = () => Promise.reject(new Error('HubException: not-found'));
    connect();
    await settled();
    expect(last()).toEqual({ state: 'closed', code: 'not-found' });
    expect(clock.waiting).toEqual([]);
    expect(server.connected).toBe(0);
  });

  test('is not heard of again once closed', async () => {
    const connection = connect();
    await settled();
    connection.close();
    const before = states.length;
    server.die();
    await clock.advance(60_000);
    expect(states).toHaveLength(before);
    expect(server.connected).toBe(0);
  });
});
