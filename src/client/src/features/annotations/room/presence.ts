import type { Clock } from '@/shared/time/clock';
import type { Presence, Range } from './types';
import type { PresenceMessage } from './wire';

/** Who is here after the message; the same array when it changes nothing. */
export function mergePresence(
  present: readonly Presence[],
  { present: news, left }: Pick<PresenceMessage, 'present' | 'left'>,
): readonly Presence[] {
  if (news.length === 0 && !left.some((id) => present.some((one) => one.personId === id))) return present;
  const byPerson = new Map(present.map((one) => [one.personId, one]));
  for (const id of left) byPerson.delete(id);
  for (const one of news) byPerson.set(one.personId, plain(one));
  return [...byPerson.values()];
}

/** On the wire, what is missing may also be null. */
export function plain({ personId, reading, selection }: PresenceOnTheWire): Presence {
  return { personId, ...(reading ? { reading } : {}), ...(selection ? { selection } : {}) };
}

/** With every member said, for a server that counts them. */
export const whole = ({ reading, selection }: Whereabouts) => ({
  reading: reading ?? null,
  selection: selection ?? null,
});

type PresenceOnTheWire = { personId: string; reading?: Range | null; selection?: Range | null };
export type Whereabouts = { reading?: Range; selection?: Range };

const shortestGap = 100;

/** At most ten messages a second, and the last one always. */
export function paced(clock: Clock, send: (whereabouts: Whereabouts) => void) {
  let waiting: Whereabouts | undefined;
  let lastSentAt = -Infinity;
  let cancel: (() => void) | undefined;

  function flush() {
    cancel = undefined;
    if (!waiting) return;
    const next = waiting;
    waiting = undefined;
    lastSentAt = clock.now();
    send(next);
  }

  return {
    say: (whereabouts: Whereabouts) => {
      waiting = whereabouts;
      if (cancel) return;
      const gap = lastSentAt + shortestGap - clock.now();
      if (gap <= 0) flush();
      else cancel = clock.after(gap, flush);
    },
    stop: () => {
      cancel?.();
      cancel = undefined;
      waiting = undefined;
    },
  };
}
