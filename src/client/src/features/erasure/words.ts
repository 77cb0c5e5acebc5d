import type { ErasureProgress, ErasureReason, ErasureScope } from '@/shared/api/shapes';

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

export type Step = { what: string; at: string };

/** What has happened, in order, each with its date. */
export function stepsOf(progress: ErasureProgress): Step[] {
  const { state, why, requestedBy, requestedAt, decidedBy, decidedAt, keyDestroyedAt, erasedAt } = progress;
  const isByTime = why === 'retention';
  const steps: Step[] = [
    { what: isByTime ? 'The time of keeping was over' : `Asked for by ${requestedBy ?? 'somebody'}`, at: requestedAt },
  ];
  if (decidedAt != null && !isByTime) steps.push({ what: decision(state, decidedBy), at: decidedAt });
  if (keyDestroyedAt != null) steps.push({ what: 'Key destroyed', at: keyDestroyedAt });
  if (erasedAt != null) steps.push({ what: 'Erased', at: erasedAt });
  return steps;
}

function decision(state: ErasureProgress['state'], by: string | null | undefined): string {
  if (state === 'withdrawn') return 'Withdrawn';
  if (state === 'declined') return `Declined by ${by ?? 'the institute'}`;
  return by == null ? 'The waiting time was over' : `Decided by ${by}`;
}
