import { allItems, type Item, openItems, type Subject } from '@/shared/anonymisation/subject';

/** Grouped for the list: by kind, then by what is taken to be the same. */
export type Group = { kind: string; open: number; entries: Entry[] };
export type Entry = { item: Item; words: string; mentions: number; open: number };

export function groupsOf(subject: Subject): { groups: Group[]; weak: Entry[] } {
  const isOpen = new Set(openItems(subject).map((item) => item.finding));
  const groups = new Map<string, Group>();
  const entries = new Map<string, Entry>();
  const weak: Entry[] = [];
  for (const item of allItems(subject)) {
    const { finding, part } = item;
    const words = subject[part].text.slice(finding.start, finding.end);
    const open = isOpen.has(finding) ? 1 : 0;
    const key = `${part} ${finding.kind} ${finding.entity} ${finding.tier === 'weak' ? 'weak' : ''}`;
    const known = entries.get(key);
    if (known) {
      known.mentions += 1;
      known.open += open;
      if (open === 1 && known.open === 1) known.item = item;
      const group = groups.get(finding.kind);
      if (group && finding.tier !== 'weak') group.open += open;
      continue;
    }
    const entry: Entry = { item, words, mentions: 1, open };
    entries.set(key, entry);
    if (finding.tier === 'weak') {
      weak.push(entry);
      continue;
    }
    const group = groups.get(finding.kind) ?? { kind: finding.kind, open: 0, entries: [] };
    group.open += open;
    group.entries.push(entry);
    groups.set(finding.kind, group);
  }
  return { groups: [...groups.values()], weak };
}
