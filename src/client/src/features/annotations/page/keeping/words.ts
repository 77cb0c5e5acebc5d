import type { Connection } from '@/features/annotations/room/types';

const clock = (iso: string, zone?: string) =>
  new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(new Date(iso));

const changes = (count: number) => `${count} ${count === 1 ? 'change' : 'changes'}`;

export type KeepingWords = {
  tone: 'calm' | 'wait' | 'stop';
  /** What the line shows; it may tell the time, so it may change every second. */
  shown: string;
  /** What is said aloud, once each time it becomes another. */
  spoken: string;
};

/** The state of keeping in words. `now` is in milliseconds. */
export function keepingWords(connection: Connection, unkept: number, now: number, zone?: string): KeepingWords {
  const waiting = unkept > 0 ? `${changes(unkept)} on this device, not yet kept` : undefined;
  switch (connection.state) {
    case 'connecting':
      return both('wait', waiting === undefined ? 'Connecting' : `${waiting}: connecting`);
    case 'live':
      if (waiting !== undefined) return { tone: 'calm', shown: `Keeping ${changes(unkept)}`, spoken: 'Connected' };
      return {
        tone: 'calm',
        shown: connection.keptAt === undefined ? 'Connected' : `Kept up to ${clock(connection.keptAt, zone)}`,
        spoken: 'Connected, everything is kept',
      };
    case 'away': {
      const reason = waiting === undefined ? 'No connection' : `${waiting}: no connection`;
      const seconds =
        connection.nextTryAt === undefined ? 0 : Math.ceil((Date.parse(connection.nextTryAt) - now) / 1_000);
      return {
        tone: 'wait',
        shown: seconds > 0 ? `${reason}, trying again in ${seconds} s` : `${reason}, trying again`,
        spoken: `${reason}. What you add stays on this device and is sent when the connection is back`,
      };
    }
    case 'signed-out':
      return both('stop', waiting === undefined ? 'You are signed out' : `You are signed out. ${waiting}`);
    case 'closed':
      return both('stop', 'This case is closed to you');
  }
}

const both = (tone: KeepingWords['tone'], words: string): KeepingWords => ({ tone, shown: words, spoken: words });
