import { useCallback } from 'react';
import type { Subject } from '@/shared/anonymisation/subject';
import { takeEarlierDraft } from '@/shared/drafts/earlier';
import { useSealedDraft } from '@/shared/drafts/use-sealed-draft';
import { type CaseDraft, edited, freshDraft, isEmptyDraft, parseDraft, withSubject } from './case-draft';

/** Written here, or brought in with a file: each has a place of its own on the device. */
export type Slot = 'open-case' | 'import';

export function useCaseDraft(account: string, slot: Slot) {
  const draft = useSealedDraft<CaseDraft>({
    account,
    slot,
    parse: parseDraft,
    fresh: () => earlier(slot, account) ?? freshDraft(),
    isEmpty: isEmptyDraft,
  });
  const { change } = draft;
  const changeSubject = useCallback(
    (next: (subject: Subject) => Subject) => change((now) => withSubject(now, next)),
    [change],
  );
  const chooseGroup = useCallback((groupId: string) => change((now) => edited(now, { groupId })), [change]);
  const setSent = useCallback((groupId: string) => change((now) => ({ ...now, groupId, isSent: true })), [change]);
  return { ...draft, changeSubject, chooseGroup, setSent };
}

/** Words that an earlier version left in the browser's plain storage. */
const earlier = (slot: Slot, account: string) =>
  slot === 'open-case' ? parseDraft(takeEarlierDraft(`open-case.${account}`)) : undefined;
