import type { Change } from './finding';

/** Words that were put in the place of others: on the author's device only, and sent with a check in memory only. */
export type Disguised = { words: string; kind: string; instead: string };

/** What was disguised in one case, so that whoever is meant keeps one name in it. The key decides pseudonyms and days. */
export type Disguises = { key: string; known: readonly Disguised[] };

/** Of no case: nothing is remembered, and nothing sent. */
export const noDisguises: Disguises = { key: '', known: [] };

const most = 1_000;
const longest = 300;
/** What has a name: the rest is said anew each time. */
const named: ReadonlySet<string> = new Set(['PERSON', 'NAME', 'PLACE', 'ORGANISATION']);

export function freshDisguises(): Disguises {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return { key: btoa(String.fromCharCode(...bytes)), known: [] };
}

const plain = (words: string) => words.replace(/['’]s?$/u, '').toLocaleLowerCase('en-GB');

/** The last wish for the same words holds. */
export function withDisguised(
  disguises: Disguises,
  { words, kind, instead }: Disguised,
  decision: Change['decision'],
): Disguises {
  if (decision === 'removed' || !named.has(kind) || words.length > longest || instead.length > longest)
    return disguises;
  const rest = disguises.known.filter((one) => plain(one.words) !== plain(words));
  if (rest.length >= most) return disguises;
  return { ...disguises, known: [...rest, { words, kind, instead }] };
}

export function parseDisguises(value: unknown): Disguises | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { key, known } = value as Record<string, unknown>;
  return typeof key === 'string' && Array.isArray(known) ? { key, known: known as Disguised[] } : undefined;
}
