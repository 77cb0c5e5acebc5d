import { type ReactNode, useMemo } from 'react';
import { useSealedDraft } from '@/shared/drafts/use-sealed-draft';
import { ownListSlot } from '@/shared/drafts/vault';
import { emptyOwnList, isEmptyOwnList, type OwnList, parseOwnList } from './own-list';
import { OwnListContext } from './own-list-context';

/** The author's own list, from this device, for all that is checked below. */
export function OwnListProvider({ account, children }: { account: string; children: ReactNode }) {
  const { value, isHere, isKept, change } = useSealedDraft<OwnList>({
    account,
    slot: ownListSlot,
    parse: parseOwnList,
    fresh: () => emptyOwnList,
    isEmpty: isEmptyOwnList,
  });
  const model = useMemo(() => ({ list: value, isHere, isKept, change }), [value, isHere, isKept, change]);
  return <OwnListContext value={model}>{children}</OwnListContext>;
}
