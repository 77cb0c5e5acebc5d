const sameDay = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const otherDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
});

/** "14:05", or with its date when that is not today's. */
export function timeOfDay(iso: string, now: Date = new Date()): string {
  const at = new Date(iso);
  return (at.toDateString() === now.toDateString() ? sameDay : otherDay).format(at);
}
