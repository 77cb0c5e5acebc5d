const monthAndYear = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' });

export type Month<T> = { name: string; first: number; items: T[] };

/** What goes, by month in the reader's zone, the next first; what has no date is left out. */
export function byMonth<T extends { goesAt?: string | null }>(items: readonly T[]): Month<T>[] {
  const months = new Map<string, Month<T>>();
  const dated = items.filter((item) => item.goesAt != null).sort((a, b) => timeOf(a) - timeOf(b));
  for (const item of dated) {
    const name = monthAndYear.format(timeOf(item));
    const month = months.get(name) ?? { name, first: timeOf(item), items: [] };
    month.items.push(item);
    months.set(name, month);
  }
  return [...months.values()];
}

const timeOf = ({ goesAt }: { goesAt?: string | null }) => Date.parse(goesAt ?? '');
