import { type ReactNode, use, useMemo } from 'react';
import { CheckContext } from './check-context';
import { checkWith } from './check-text';
import { OwnListContext } from './own-list-context';

/** What is written in a case is checked with its author's own list, and with what its author has disguised there. */
export function Checks({ caseId, children }: { caseId: string; children: ReactNode }) {
  const { list } = use(OwnListContext);
  const check = useMemo(() => checkWith({ own: list, caseId }), [list, caseId]);
  return <CheckContext value={check}>{children}</CheckContext>;
}
