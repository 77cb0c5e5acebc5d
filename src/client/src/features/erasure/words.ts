import type { ErasureProgress, ErasureReason, ErasureScope, OwnErasure, WordsErasure } from '@/shared/api/shapes';

export const reasons: readonly { id: ErasureReason; label: string }[] = [
  { id: 'client-asked', label: 'The client asked for it, through the therapist' },
  { id: 'presenter-asked', label: 'Whoever brought the case asks for it' },
  { id: 'recognisable', label: 'Somebody may be recognised' },
  { id: 'brought-by-mistake', label: 'It should not have been brought here' },
];

export const reasonWords = (why: ErasureReason) =>
  why === 'retention'
    ? 'It was kept for as long as the institute keeps it'
    : (reasons.find(({ id }) => id === why)?.label ?? why);

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** "3 annotations and 1 reply by 2 people". */
export function scopeWords({ annotations, replies, people }: ErasureScope): string {
  if (annotations + replies === 0) return 'no annotation and no reply';
  const what = [
    ...(annotations > 0 ? [counted(annotations, 'annotation', 'annotations')] : []),
    ...(replies > 0 ? [counted(replies, 'reply', 'replies')] : []),
  ];
  return `${what.join(' and ')} by ${counted(people, 'person', 'people')}`;
}

/** "5 notes and 1 reply in 2 cases". */
export function ownWords({ notes, replies, cases }: OwnErasure['scope']): string {
  const what = [
    ...(notes > 0 ? [counted(notes, 'note', 'notes')] : []),
    ...(replies > 0 ? [counted(replies, 'reply', 'replies')] : []),
  ];
  return what.length === 0 ? 'no note and no reply' : `${what.join(' and ')} in ${counted(cases, 'case', 'cases')}`;
}

export type Step = { what: string; at: string };

/** What has happened, in order, each with its date. */
export function stepsOf(progress: ErasureProgress): Step[] {
  const { why, requestedBy, requestedAt: at } = progress;
  return why === 'retention'
    ? [{ what: 'The time of keeping was over', at }, ...ended(progress)]
    : [{ what: `Asked for by ${requestedBy ?? 'somebody'}`, at }, ...decided(progress), ...ended(progress)];
}

/** The same for what somebody wrote. */
export const wordsStepsOf = (progress: WordsErasure): Step[] => [
  { what: `Asked for by ${progress.name}`, at: progress.requestedAt },
  ...decided(progress),
  ...ended(progress),
];

const decided = ({ state, decidedBy, decidedAt }: WordsErasure | ErasureProgress): Step[] =>
  decidedAt == null ? [] : [{ what: decision(state, decidedBy), at: decidedAt }];

type End = { keyDestroyedAt?: string | null | undefined; erasedAt?: string | null | undefined };

const ended = ({ keyDestroyedAt, erasedAt }: End): Step[] => [
  ...(keyDestroyedAt == null ? [] : [{ what: 'Key destroyed', at: keyDestroyedAt }]),
  ...(erasedAt == null ? [] : [{ what: 'Erased', at: erasedAt }]),
];

function decision(state: ErasureProgress['state'], by: string | null | undefined): string {
  if (state === 'withdrawn') return 'Withdrawn';
  if (state === 'declined') return `Declined by ${by ?? 'the institute'}`;
  return by == null ? 'The waiting time was over' : `Decided by ${by}`;
}
