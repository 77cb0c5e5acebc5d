import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Standing } from '@/features/annotations/room/types';
import { caseQuery, casesQuery } from '@/features/cases/case-queries';

/** The case as it was loaded learns that it was closed, or opened again; so does the list. */
export function useStanding(caseId: string, standing: Standing | undefined) {
  const queries = useQueryClient();
  useEffect(() => {
    const { queryKey } = caseQuery(caseId);
    const loaded = queries.getQueryData(queryKey);
    if (!standing || !loaded || (loaded.closedAt ?? undefined) === standing.closedAt) return;
    queries.setQueryData(queryKey, { ...loaded, closedAt: standing.closedAt ?? null });
    void queries.invalidateQueries({ queryKey: casesQuery.queryKey, exact: true });
  }, [standing, queries, caseId]);
}
