import { replaced, type Replacement, counted, kept, reopened } from './answering';
import { type Disguises, freshDisguises, noDisguises, parseDisguises, withDisguised } from './disguises';
import type { Change, Finding, Kept } from './finding';
import { type Answer, inventedIn, keptIn, openIn, type Passage, passageOf, typed, wordsOf } from './passage';

/** What is checked before a case is opened: its title and its text, and what was changed in them so far. */
export type Subject = { title: Passage; text: Passage; changes: readonly Change[]; disguises: Disguises };
export type Part = 'title' | 'text';

export const emptySubject: Subject = { title: passageOf(''), text: passageOf(''), changes: [], disguises: noDisguises };

export const inventedFor = ({ title, text }: Subject) => inventedIn(title, text);

export type Item = { part: Part; finding: Finding };

/** What stands in the way of sharing: the title's first. */
export function openItems(subject: Subject): Item[] {
  const invented = inventedFor(subject);
  return (['title', 'text'] as const).flatMap((part) =>
    openIn(subject[part], invented).map((finding) => ({ part, finding })),
  );
}

export const allItems = (subject: Subject): Item[] =>
  (['title', 'text'] as const).flatMap((part) => subject[part].findings.map((finding) => ({ part, finding })));

export const withTyped = (subject: Subject, part: Part, text: string): Subject => ({
  ...subject,
  [part]: typed(subject[part], text),
});

/** What the check found in a text; heard only while that text still stands. */
export function withFound(subject: Subject, part: Part, text: string, findings: readonly Finding[]): Subject {
  if (subject[part].text !== text || subject[part].findings === findings) return subject;
  return { ...subject, [part]: { ...subject[part], findings } };
}

export function withReplaced(subject: Subject, part: Part, replacements: readonly Replacement[]): Subject {
  let { changes, disguises } = subject;
  for (const { finding, text, decision } of replacements) {
    changes = counted(changes, finding.kind, decision, 1);
    const words = wordsOf(subject[part], finding);
    disguises = withDisguised(disguises, { words, kind: finding.kind, instead: text }, decision);
  }
  return { ...subject, [part]: replaced(subject[part], replacements), changes, disguises };
}

export const withKept = (subject: Subject, part: Part, findings: readonly Finding[], because: string): Subject => ({
  ...subject,
  [part]: kept(subject[part], findings, because),
});

export const withReopened = (subject: Subject, part: Part, finding: Finding): Subject => ({
  ...subject,
  [part]: reopened(subject[part], finding),
});

export type AuthorCheck = { kept: Kept[]; titleKept: Kept[]; changes: Change[] };

/** The answers as the server takes them. */
export function checkOf(subject: Subject): AuthorCheck {
  const invented = inventedFor(subject);
  return {
    kept: keptIn(subject.text, invented),
    titleKept: keptWithoutEdges(subject.title, invented),
    changes: [...subject.changes],
  };
}

/** Of a text that is sent without the spaces around it, the spans with it. */
export function keptWithoutEdges(passage: Passage, invented: ReadonlySet<string>): Kept[] {
  const { text } = passage;
  const length = text.trim().length;
  const indent = text.length - text.trimStart().length;
  return keptIn(passage, invented)
    .map(({ start, end, because }) => ({ start: start - indent, end: end - indent, because }))
    .filter(({ start, end }) => start >= 0 && end <= length);
}

/** From the device, where findings are not trusted to be of today's rules: the check runs again. */
export function parseSubject(value: unknown): Subject | undefined {
  if (!isRecord(value)) return undefined;
  const title = parsePassage(value['title']);
  const text = parsePassage(value['text']);
  const changes = value['changes'];
  if (!title || !text || !Array.isArray(changes)) return undefined;
  const disguises = parseDisguises(value['disguises']) ?? freshDisguises();
  return { title, text, changes: changes as Change[], disguises };
}

function parsePassage(value: unknown): Passage | undefined {
  if (!isRecord(value)) return undefined;
  const { text, answers, blocks } = value;
  if (typeof text !== 'string' || !Array.isArray(answers)) return undefined;
  return {
    text,
    answers: (answers as Answer[]).filter(({ start, end, words }) => text.slice(start, end) === words),
    findings: [],
    ...(Array.isArray(blocks) ? { blocks: blocks as NonNullable<Passage['blocks']> } : {}),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
