import { useSyncExternalStore } from 'react';

const MINUTE = 60_000;

const everyMinute = (listener: () => void) => {
  const timer = setInterval(listener, MINUTE);
  return () => clearInterval(timer);
};
const minute = () => Math.ceil(Date.now() / MINUTE) * MINUTE;

/** The time to the minute, for “12 min ago”. */
export function useMinute(): number {
  return useSyncExternalStore(everyMinute, minute);
}
