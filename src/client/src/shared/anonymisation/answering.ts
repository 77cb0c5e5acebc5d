import { type Change, type Finding, inventedReason, type Suggestion } from './finding';
import { type Answer, byPlace, type Decision, type Edit, edited, type Passage, wordsOf } from './passage';

export type Replacement = { finding: Finding; text: string; decision: Change['decision'] };

export const decisionOf = ({ kind }: Suggestion): Change['decision'] =>
  kind === 'generalise' ? 'generalised' : kind === 'remove' ? 'removed' : 'changed';

/** For each of the mentions what the same suggestion makes of it: “Anna’s” needs another word than “Anna”. */
export function suggested(mentions: readonly Finding[], chosen: Suggestion, place: number): Replacement[] {
  return mentions.map((finding) => {
    const same = finding.suggestions[place];
    const fitting = same?.kind === chosen.kind ? same : finding.suggestions.find(({ kind }) => kind === chosen.kind);
    return { finding, text: (fitting ?? chosen).text, decision: decisionOf(chosen) };
  });
}

export const inOwnWords = (mentions: readonly Finding[], text: string): Replacement[] =>
  mentions.map((finding) => ({ finding, text, decision: text === '' ? 'removed' : 'changed' }));

const inPlace = (replacements: readonly Replacement[]) =>
  replacements.toSorted((a, b) => a.finding.start - b.finding.start);

export const editsFor = (passage: Passage, replacements: readonly Replacement[]): Edit[] =>
  inPlace(replacements).map(({ finding, text }) => editFor(passage, finding, text));

/** Puts other words in place, all at once. They are invented, so finding them again asks for no second answer. */
export function replaced(passage: Passage, replacements: readonly Replacement[]): Passage {
  const inOrder = inPlace(replacements);
  const edits = editsFor(passage, replacements);
  const next = edited(passage, edits);
  let shift = 0;
  const answers = inOrder.flatMap(({ finding, decision }, index): Answer[] => {
    const { start, end, text } = edits[index] ?? { start: 0, end: 0, text: '' };
    const from = start + shift;
    shift += text.length - (end - start);
    if (text === '') return [];
    return [
      { start: from, end: from + text.length, words: text, kind: finding.kind, decision, because: inventedReason },
    ];
  });
  return { ...next, answers: byPlace([...next.answers, ...answers]) };
}

/** With nothing in its place, one of two spaces goes too; a block of a transcript is never left empty. */
function editFor({ text: all, blocks }: Passage, { start, end }: Finding, text: string): Edit {
  if (text !== '') return { start, end, text };
  if (blocks?.some((block) => block.start >= start && block.end <= end)) return { start, end, text: '…' };
  const isBetweenSpaces = all.charAt(start - 1) === ' ' && /^[ .,;:!?]/u.test(all.slice(end, end + 1));
  return { start: isBetweenSpaces ? start - 1 : start, end, text };
}

/** The words stay, each with the reason. */
export function kept(passage: Passage, findings: readonly Finding[], because: string): Passage {
  const answers = findings.map(({ start, end, kind }): Answer => ({
    start,
    end,
    words: wordsOf(passage, { start, end }),
    kind,
    decision: 'kept',
    because,
  }));
  const rest = passage.answers.filter((old) => !answers.some((one) => one.start < old.end && one.end > old.start));
  return { ...passage, answers: byPlace([...rest, ...answers]) };
}

/** An answer taken back: the words stand open again. */
export const reopened = (passage: Passage, finding: Finding): Passage => ({
  ...passage,
  answers: passage.answers.filter((answer) => answer.end <= finding.start || answer.start >= finding.end),
});

export function counted(changes: readonly Change[], kind: string, decision: Decision, more: number): readonly Change[] {
  if (decision === 'kept' || more === 0) return changes;
  const isSame = (change: Change) => change.kind === kind && change.decision === decision;
  return changes.some(isSame)
    ? changes.map((change) => (isSame(change) ? { ...change, count: change.count + more } : change))
    : [...changes, { kind, decision, count: more }];
}
