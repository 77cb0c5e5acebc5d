const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const inZone = (zone?: string) => (zone === undefined ? {} : { timeZone: zone });

/** Relative under a day, else the date, in the zone of the person. `now` is in milliseconds. */
export function whenWords(iso: string, now: number, zone?: string): string {
  const at = Date.parse(iso);
  const ago = now - at;
  if (ago < MINUTE) return 'just now';
  if (ago < HOUR) return `${Math.floor(ago / MINUTE)} min ago`;
  if (ago < 24 * HOUR) return `${Math.floor(ago / HOUR)} h ago`;
  const thisYear = new Date(at).getUTCFullYear() === new Date(now).getUTCFullYear();
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(thisYear ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    ...inZone(zone),
  }).format(at);
}

/** The full date with its zone, for those who ask. */
export function exactWords(iso: string, zone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'long',
    ...inZone(zone),
  }).format(Date.parse(iso));
}
