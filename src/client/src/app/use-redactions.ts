import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { removedPassages } from '@/features/annotations/room/redactions';
import type { Room } from '@/features/annotations/room/types';
import { caseQuery, casesQuery } from '@/features/cases/case-queries';
import { ownRetentionQuery } from '@/features/retention/retention-queries';
import { redactionsQuery } from '@/features/redactions/redaction-queries';
import type { CaseView } from '@/shared/api/shapes';
import { without, withoutLabels } from '@/shared/redaction/passages';

/** The case without what was removed from it since it was loaded; its words leave this page's memory too, and the lists. */
export function useWithoutRemoved(caseView: CaseView, redactions: Room['redactions']): CaseView {
  const queries = useQueryClient();
  const { id } = caseView;
  const shown = useMemo(() => {
    const removed = removedPassages(redactions);
    const text = without(
      caseView.text,
      removed.filter((passage) => passage.in === 'text'),
    );
    const title = without(
      caseView.title,
      removed.filter((passage) => passage.in === 'title'),
    );
    const blocks = withoutLabels(caseView.blocks, removed);
    const isSame = text === caseView.text && title === caseView.title && blocks === caseView.blocks;
    return isSame ? caseView : { ...caseView, text, title, blocks: [...blocks] };
  }, [caseView, redactions]);
  const putBack = redactions.filter(({ state }) => state === 'restored').length;

  useEffect(() => {
    if (shown === caseView) return;
    const { text, title, blocks } = shown;
    queries.setQueryData(caseQuery(id).queryKey, (loaded) => loaded && { ...loaded, text, title, blocks });
  }, [shown, caseView, queries, id]);

  useEffect(() => {
    if (redactions.length === 0) return;
    void queries.invalidateQueries({ queryKey: redactionsQuery(id).queryKey });
    const { title } = shown;
    queries.setQueryData(casesQuery.queryKey, (list) => list?.map((one) => (one.id === id ? { ...one, title } : one)));
    void queries.invalidateQueries({ queryKey: casesQuery.queryKey, exact: true });
    queries.removeQueries({ queryKey: ownRetentionQuery.queryKey, type: 'inactive' });
  }, [shown, redactions, queries, id]);

  useEffect(() => {
    if (putBack > 0) void queries.invalidateQueries({ queryKey: caseQuery(id).queryKey, exact: true });
  }, [putBack, queries, id]);

  return shown;
}
