import type { RedactionEntry, RedactionKind } from '@/shared/api/shapes';
import type { Passage } from '@/shared/redaction/passages';

export const kinds: readonly { id: RedactionKind; label: string }[] = [
  { id: 'name', label: 'A name' },
  { id: 'place', label: 'A place' },
  { id: 'date', label: 'A date' },
  { id: 'contact', label: 'A number, an address or another way to reach somebody' },
  { id: 'organisation', label: 'A school, a workplace or another organisation' },
  { id: 'other', label: 'Something else that somebody could be known by' },
];

/** What it gives away, or why else it went. */
export const kindWords = (id: RedactionKind) =>
  id === 'own-words'
    ? 'What somebody had written, erased at their own request'
    : (kinds.find((kind) => kind.id === id)?.label ?? 'Something else');

const places: Readonly<Record<Passage['in'], { one: string; many: string }>> = {
  title: { one: 'the title', many: 'the title' },
  text: { one: 'the text', many: 'the text' },
  note: { one: 'a note', many: 'notes' },
  reply: { one: 'a reply', many: 'replies' },
  speaker: { one: 'a speaker’s label', many: 'speakers’ labels' },
};

/** “in the text, twice in notes” in short: “the text (1), notes (2)”. */
export function placeWords(passages: readonly Passage[]): string {
  const counts = new Map<Passage['in'], number>();
  for (const passage of passages) counts.set(passage.in, (counts.get(passage.in) ?? 0) + 1);
  return [...counts]
    .map(([where, count]) => (count === 1 ? places[where].one : `${places[where].many} (${count})`))
    .join(', ');
}

export function stateWords({ state, decidedBy, identifies }: RedactionEntry): string {
  if (identifies === 'own-words') return state === 'destroyed' ? 'Destroyed for good' : 'It is being destroyed';
  switch (state) {
    case 'held':
      return 'Kept from everyone; it can be put back';
    case 'confirmed':
      return `Confirmed by ${decidedBy ?? 'a supervisor'}; it is being destroyed`;
    case 'destroyed':
      return `Destroyed for good; confirmed by ${decidedBy ?? 'a supervisor'}`;
    case 'restored':
      return `Put back by ${decidedBy ?? 'a supervisor'}`;
  }
}
