import { freshDisguises } from '@/shared/anonymisation/disguises';
import { passageOf } from '@/shared/anonymisation/passage';
import { emptySubject, parseSubject, type Subject } from '@/shared/anonymisation/subject';
import { uuidv7 } from '@/shared/uuid';

export const titleLimit = 120;
export const textLimit = 200_000;

/** A case on its way: with ids made here, so that pressing twice, or an answer that never came, opens it once. */
export type CaseDraft = {
  commandId: string;
  caseId: string;
  groupId: string | undefined;
  subject: Subject;
  /** It was sent in just this wording; any change makes it another case. */
  isSent: boolean;
};

export const freshDraft = (newId: () => string = uuidv7): CaseDraft => ({
  commandId: newId(),
  caseId: newId(),
  groupId: undefined,
  subject: { ...emptySubject, disguises: freshDisguises() },
  isSent: false,
});

/** The draft with new words or answers; ids that were sent with others are not used again. */
export function edited(
  draft: CaseDraft,
  change: Partial<Pick<CaseDraft, 'groupId' | 'subject'>>,
  newId: () => string = uuidv7,
): CaseDraft {
  const ids = draft.isSent ? { commandId: newId(), caseId: newId(), isSent: false } : {};
  return { ...draft, ...ids, ...change };
}

/** The subject with what the check found in it is no other case. */
export function withSubject(draft: CaseDraft, next: (subject: Subject) => Subject, newId?: () => string): CaseDraft {
  const subject = next(draft.subject);
  if (subject === draft.subject) return draft;
  return isSaidAlike(draft.subject, subject) ? { ...draft, subject } : edited(draft, { subject }, newId);
}

const isSaidAlike = (one: Subject, other: Subject) =>
  (['title', 'text'] as const).every(
    (part) => one[part].text === other[part].text && one[part].answers === other[part].answers,
  );

/** Nothing that would be missed. */
export const isEmptyDraft = ({ subject }: CaseDraft) => subject.title.text === '' && subject.text.text === '';

export type DraftProblems = { group?: string; title?: string; text?: string };

export function problemsOf({ groupId, subject }: CaseDraft): DraftProblems {
  const problems: DraftProblems = {};
  const title = subject.title.text.trim();
  const { text } = subject.text;
  if (groupId === undefined) problems.group = 'Choose the group that will read this case.';
  if (title === '') problems.title = 'Give the case a title.';
  else if (title.length > titleLimit) problems.title = 'Shorten the title to 120 characters.';
  if (text.trim() === '') problems.text = 'Paste or type the text of the case.';
  else if (text.length > textLimit) problems.text = 'Shorten the text to 200,000 characters.';
  return problems;
}

/** What was stored, if it is a draft; anything else is as if nothing were stored. */
export function parseDraft(value: unknown): CaseDraft | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { commandId, caseId, groupId, isSent, subject } = value as Record<string, unknown>;
  if (typeof commandId !== 'string' || typeof caseId !== 'string') return undefined;
  const words = parseSubject(subject) ?? parseEarlier(value as Record<string, unknown>);
  if (!words) return undefined;
  return {
    commandId,
    caseId,
    groupId: typeof groupId === 'string' ? groupId : undefined,
    subject: words,
    isSent: isSent === true,
  };
}

/** From before there was a check: the bare words. */
function parseEarlier({ title, text }: Record<string, unknown>): Subject | undefined {
  if (typeof title !== 'string' || typeof text !== 'string') return undefined;
  return { ...emptySubject, title: passageOf(title), text: passageOf(text), disguises: freshDisguises() };
}
