const hour = 3_600_000;
const day = 24 * hour;

const exactly = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

const dateOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const ago = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });

/** "5 March 2026 at 18:42 CET": in the reader's zone, which it names. */
export const exactTime = (iso: string) => exactly.format(new Date(iso));

/** "5 March 2026". */
export const exactDate = (iso: string) => dateOnly.format(new Date(iso));

/** "3 hours ago" under a day, else the date. */
export function roughTime(iso: string, now: number): string {
  const passed = now - Date.parse(iso);
  if (passed >= day || passed < -hour) return dateOnly.format(new Date(iso));
  if (passed < 60_000) return 'just now';
  if (passed < hour) return ago.format(-Math.floor(passed / 60_000), 'minute');
  return ago.format(-Math.floor(passed / hour), 'hour');
}
