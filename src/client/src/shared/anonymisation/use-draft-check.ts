import { use, useMemo } from 'react';
import { checkWith } from './check-text';
import type { Check } from './checker';
import type { Disguises } from './disguises';
import { OwnListContext } from './own-list-context';

/** How the draft of a case is checked: with its author's own list, and what its author has disguised in it. */
export function useDraftCheck(disguises: Disguises): Check {
  const { list } = use(OwnListContext);
  return useMemo(() => checkWith({ own: list, disguises }), [list, disguises]);
}
