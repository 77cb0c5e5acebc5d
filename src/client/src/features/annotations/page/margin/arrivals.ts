import type { Thread } from '@/features/annotations/room/types';

/** Threads of others that came while one was reading and have not been on the screen since. */
export type Arrivals = { known: ReadonlySet<string>; unseen: ReadonlySet<string> };

export const noArrivals: Arrivals = { known: new Set(), unseen: new Set() };

/** What the room holds when it is first seen is not news; afterwards, whatever others add is. */
export function withThreads(arrivals: Arrivals, threads: readonly Thread[], you: string, first: boolean): Arrivals {
  const known = new Set(threads.map((thread) => thread.id));
  if (first) return { known, unseen: new Set() };
  const unseen = new Set([...arrivals.unseen].filter((id) => known.has(id)));
  for (const thread of threads) {
    if (thread.by !== you && !arrivals.known.has(thread.id)) unseen.add(thread.id);
  }
  return { known, unseen };
}

export type OutOfView = { above: readonly string[]; below: readonly string[]; inView: readonly string[] };

/** Where the unseen ones are, by the height of their words, against what is on the screen. */
export function sortByView(
  unseen: ReadonlySet<string>,
  heightOf: (id: string) => number | undefined,
  view: { top: number; bottom: number },
): OutOfView {
  const above: string[] = [];
  const below: string[] = [];
  const inView: string[] = [];
  for (const id of unseen) {
    const at = heightOf(id);
    if (at === undefined) continue;
    (at < view.top ? above : at > view.bottom ? below : inView).push(id);
  }
  return { above, below, inView };
}
