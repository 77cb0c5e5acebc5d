import type { Reader } from '@/shared/api/shapes';

export type Visit = { personId: string; name: string; at: string };

const sameVisit = 60_000;

/** Newest first. The page asks for the text and for the live room: within a minute of each other, that is one visit. */
export function visitsOf(readers: readonly Reader[]): readonly Visit[] {
  const visits: Visit[] = [];
  const lastOf = new Map<string, number>();
  for (const { personId, name, at } of readers) {
    const time = Date.parse(at);
    const later = lastOf.get(personId);
    if (later === undefined || later - time > sameVisit) visits.push({ personId, name, at });
    lastOf.set(personId, time);
  }
  return visits;
}
