import { uuidv7 } from '@/shared/uuid';

export const titleLimit = 120;
export const textLimit = 200_000;

/** A case on its way: with ids made here, so that pressing twice, or an answer that never came, opens it once. */
export type CaseDraft = {
  commandId: string;
  caseId: string;
  groupId: string | undefined;
  title: string;
  text: string;
  /** It was sent in just this wording; any change makes it another case. */
  isSent: boolean;
};

export const freshDraft = (newId: () => string = uuidv7): CaseDraft => ({
  commandId: newId(),
  caseId: newId(),
  groupId: undefined,
  title: '',
  text: '',
  isSent: false,
});

/** The draft with new words; ids that were sent with other words are not used again. */
export function edited(
  draft: CaseDraft,
  words: Partial<Pick<CaseDraft, 'groupId' | 'title' | 'text'>>,
  newId: () => string = uuidv7,
): CaseDraft {
  const ids = draft.isSent ? { commandId: newId(), caseId: newId(), isSent: false } : {};
  return { ...draft, ...ids, ...words };
}

export type DraftProblems = { group?: string; title?: string; text?: string };

export function problemsOf(draft: CaseDraft): DraftProblems {
  const problems: DraftProblems = {};
  if (draft.groupId === undefined) problems.group = 'Choose the group that will read this case.';
  if (draft.title.trim() === '') problems.title = 'Give the case a title.';
  else if (draft.title.trim().length > titleLimit) problems.title = 'Shorten the title to 120 characters.';
  if (draft.text.trim() === '') problems.text = 'Paste or type the text of the case.';
  else if (draft.text.length > textLimit) problems.text = 'Shorten the text to 200,000 characters.';
  return problems;
}

/** What was stored, if it is a draft; anything else is as if nothing were stored. */
export function parseDraft(value: unknown): CaseDraft | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { commandId, caseId, groupId, title, text, isSent } = value as Record<string, unknown>;
  if (typeof commandId !== 'string' || typeof caseId !== 'string') return undefined;
  if (typeof title !== 'string' || typeof text !== 'string') return undefined;
  return {
    commandId,
    caseId,
    groupId: typeof groupId === 'string' ? groupId : undefined,
    title,
    text,
    isSent: isSent === true,
  };
}
