/** Time as the client's logic sees it: tests put a clock of their own in its place. */
export type Clock = {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Runs once after so many milliseconds; the answer cancels it. */
  after: (milliseconds: number, run: () => void) => () => void;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

export const isoTime = (clock: Clock) => new Date(clock.now()).toISOString();
