import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import type { Redaction } from '@/features/annotations/room/redactions';
import { caseQuery, casesQuery } from '@/features/cases/case-queries';
import { ownRetentionQuery } from '@/features/retention/retention-queries';
import type { CaseSummary, CaseView } from '@/shared/api/shapes';
import { useWithoutRemoved } from './use-redactions';

const shared = { groupId: 'thursday', groupName: 'Thursday group', openedAt: '2026-03-05T18:00:00Z', isErased: false };
const heron: CaseView = {
  ...shared,
  id: 'heron',
  title: 'Kim waits',
  openedBy: 'maya',
  text: 'She waited.',
  blocks: [],
  people: [],
  you: 'maya',
};
const listed: CaseSummary = {
  ...shared,
  id: 'heron',
  title: heron.title,
  openedBy: 'Maya Osei',
  characters: 11,
  annotations: 0,
  lastActivityAt: shared.openedAt,
};
const removed: Redaction = {
  id: 'one',
  by: 'jonah',
  at: '2026-03-05T19:00:00Z',
  passages: [{ in: 'title', start: 0, end: 3 }],
  state: 'held',
};

test('a title that is removed leaves the case, the list and the calendar that lie in memory', () => {
  const queries = new QueryClient();
  queries.setQueryData(caseQuery('heron').queryKey, heron);
  queries.setQueryData(casesQuery.queryKey, [listed, { ...listed, id: 'wren' }]);
  queries.setQueryData(ownRetentionQuery.queryKey, { months: 12, cases: [] });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  );
  const { result, rerender } = renderHook(({ redactions }) => useWithoutRemoved(heron, redactions), {
    wrapper,
    initialProps: { redactions: [] as readonly Redaction[] },
  });
  rerender({ redactions: [removed] });
  expect(result.current.title).toBe('███ waits');
  expect(queries.getQueryData(caseQuery('heron').queryKey)?.title).toBe('███ waits');
  expect(queries.getQueryData(casesQuery.queryKey)?.map(({ title }) => title)).toEqual(['███ waits', 'Kim waits']);
  expect(queries.getQueryData(ownRetentionQuery.queryKey)).toBeUndefined();
});

test('so does the label of a speaker', () => {
  const queries = new QueryClient();
  const turns: CaseView['blocks'] = [
    { kind: 'turn', start: 0, end: 3, speaker: 'Kim' },
    { kind: 'turn', start: 4, end: 11, speaker: 'Therapist' },
  ];
  const talk = { ...heron, blocks: turns };
  queries.setQueryData(caseQuery('heron').queryKey, talk);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  );
  const redactions: Redaction[] = [{ ...removed, passages: [{ in: 'speaker', start: 0, end: 3 }] }];
  const { result } = renderHook(() => useWithoutRemoved(talk, redactions), { wrapper });
  expect(result.current.blocks.map(({ speaker }) => speaker)).toEqual(['███', 'Therapist']);
  expect(queries.getQueryData(caseQuery('heron').queryKey)?.blocks[0]?.speaker).toBe('███');
});
