import type { Person, Thread } from '@/features/annotations/room/types';
import { spanOf, trimmed } from '@/features/annotations/page/text/quote';
import type { Block, CaseView, Codebook } from '@/shared/api/shapes';
import { sequence } from './sequence';

const words = (
  'she he they we it the a her his that this never always perhaps once again said felt thought looked wanted came ' +
  'waited mother father brother room clock window silence session week feeling anger nothing something heavy tired ' +
  'bothered missed kept late early home work because although when while and but of to in with about before after'
).split(' ');

/** A text of about so many characters: headings, and paragraphs of several lines. */
export function makeCase(characters: number): CaseView {
  const numbers = sequence(11);
  const blocks: Block[] = [];
  let text = '';
  const add = (kind: Block['kind'], content: string) => {
    if (text !== '') text += '\n\n';
    blocks.push({ kind, start: text.length, end: text.length + content.length });
    text += content;
  };
  const sentence = () => {
    const chosen = Array.from({ length: 5 + numbers.below(14) }, () => numbers.pick(words)).join(' ');
    return `${chosen.charAt(0).toUpperCase()}${chosen.slice(1)}.`;
  };
  while (text.length < characters) {
    if (blocks.length % 9 === 0) add('heading', `Part ${blocks.length / 9 + 1}`);
    add('paragraph', Array.from({ length: 4 + numbers.below(9) }, sentence).join(' '));
  }
  return { ...emptyCase, text, blocks };
}

export const people: readonly Person[] = [
  { id: 'p1', name: 'Ada Okafor', initials: 'AO', role: 'supervisor' },
  { id: 'p2', name: 'Jonas Smit', initials: 'JS', role: 'presenter' },
  { id: 'p3', name: 'Mairead Ní Bhriain', initials: 'MB', role: 'member' },
  { id: 'p4', name: 'Wilhelmina van den Berg-Konstantinopoulou', initials: 'WB', role: 'member' },
  { id: 'p5', name: 'יעל כהן', initials: 'יכ', role: 'member' },
  { id: 'p6', name: 'Sam Lee', initials: 'SL', role: 'observer' },
];

const emptyCase: CaseView = {
  id: 'bench',
  title: 'Heron',
  groupId: 'g1',
  groupName: 'Thursday group',
  openedBy: 'p2',
  openedAt: '2026-06-01T17:00:00Z',
  source: null,
  isErased: false,
  text: '',
  blocks: [],
  people: [...people],
  you: 'p1',
};

/** The first of June 2026, one annotation a minute from there. */
const BEGIN = Date.UTC(2026, 5, 1, 17);

const notes = [
  'The heaviness was mine before I noticed it was in the room.',
  'Compare what she says of the clock two turns further up. It comes back each time the week between is mentioned.',
  'A question rather than a claim: whose voice is this?',
];

export function makeThreads(caseView: CaseView, codebooks: readonly Codebook[], count: number): Thread[] {
  const numbers = sequence(7);
  const codes = codebooks.flatMap((book) =>
    book.codes
      .filter((code) => code.assignable)
      .map((code) => ({ codebook: book.id, version: book.version, code: code.id })),
  );
  const readable = caseView.blocks.filter((block) => block.kind !== 'heading' && block.end - block.start > 8);
  return Array.from({ length: count }, (_, index) => makeThread(index)).sort(
    (a, b) => a.span.start - b.span.start || b.span.end - a.span.end || a.at.localeCompare(b.at),
  );

  function makeThread(index: number): Thread {
    const block = numbers.pick(readable);
    const start = block.start + numbers.below(block.end - block.start - 6);
    const end = Math.min(block.end, start + 6 + numbers.below(110));
    const range = trimmed(caseView.text, snapped(caseView.text, start, end)) ?? { start: block.start, end: block.end };
    const chosen = Array.from({ length: 1 + (numbers.below(4) === 0 ? 1 : 0) }, () => numbers.pick(codes));
    const thread: Thread = {
      id: `a${index}`,
      by: numbers.pick(people).id,
      at: new Date(BEGIN + index * 60_000).toISOString(),
      span: spanOf(caseView.text, range),
      codes: [...new Map(chosen.map((ref) => [ref.code, ref])).values()],
      resolved: numbers.below(12) === 0,
      replies: [],
      keeping: { state: 'kept', version: index + 1 },
    };
    if (numbers.below(3) === 0) thread.note = numbers.pick(notes);
    if (numbers.below(5) === 0) {
      thread.replies = Array.from({ length: 1 + numbers.below(2) }, (_, number) => ({
        id: `${thread.id}-r${number}`,
        by: numbers.pick(people).id,
        at: new Date(BEGIN + index * 60_000 + 600_000).toISOString(),
        text: numbers.pick(notes),
        withdrawn: false,
        keeping: { state: 'kept' as const, version: index + 1 },
      }));
    }
    return thread;
  }
}

/** People select words, not half of them. */
function snapped(text: string, start: number, end: number) {
  let from = start;
  let to = end;
  while (from > 0 && /\w/u.test(text.charAt(from - 1))) from -= 1;
  while (to < text.length && /\w/u.test(text.charAt(to))) to += 1;
  return { start: from, end: to };
}
