const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A day such as 2026-03-01, as people write it. It has no zone: it is the same day everywhere. */
export const inWords = (day: string) => days.format(new Date(`${day}T00:00:00Z`));
