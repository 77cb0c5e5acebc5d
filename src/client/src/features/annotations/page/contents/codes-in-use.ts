import type { Thread } from '@/features/annotations/room/types';
import type { Family } from '@/shared/api/shapes';
import { families } from '../marks/patterns';
import type { CodeEntry, CodeIndex } from '../palette/code-index';

export type UsedCode = { entry: CodeEntry; count: number };
export type UsedFamily = { family: Family; count: number; codes: readonly UsedCode[] };

/** Codes that stand in the text, by family in their fixed order, in each the most used first. */
export function codesInUse(threads: readonly Thread[], codes: CodeIndex): readonly UsedFamily[] {
  const counts = new Map<CodeEntry, number>();
  for (const thread of threads) {
    for (const ref of thread.codes) {
      const entry = codes.find(ref);
      if (entry) counts.set(entry, (counts.get(entry) ?? 0) + 1);
    }
  }
  const used = [...counts].map(([entry, count]) => ({ entry, count }));
  return families.flatMap((family) => {
    const ofFamily = used.filter(({ entry }) => entry.family === family);
    if (ofFamily.length === 0) return [];
    ofFamily.sort((a, b) => b.count - a.count || a.entry.code.label.localeCompare(b.entry.code.label, 'en-GB'));
    return [{ family, count: ofFamily.reduce((sum, { count }) => sum + count, 0), codes: ofFamily }];
  });
}
