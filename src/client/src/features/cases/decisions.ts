import type { Subject } from '@/shared/anonymisation/subject';

export type Decided = { kind: string; changed: number; generalised: number; removed: number; kept: number };

/** How many findings of each kind were answered in which way. */
export function decisionsOf({ title, text, changes }: Subject): Decided[] {
  const byKind = new Map<string, Decided>();
  const of = (kind: string) => {
    const decided = byKind.get(kind) ?? { kind, changed: 0, generalised: 0, removed: 0, kept: 0 };
    byKind.set(kind, decided);
    return decided;
  };
  for (const { kind, decision, count } of changes) of(kind)[decision] += count;
  for (const { kind, decision } of [...title.answers, ...text.answers]) if (decision === 'kept') of(kind).kept += 1;
  // What one's own list answered is kept too.
  for (const { kind, onOwnList, tier } of [...title.findings, ...text.findings]) {
    if (onOwnList && tier !== 'weak') of(kind).kept += 1;
  }
  return [...byKind.values()];
}
