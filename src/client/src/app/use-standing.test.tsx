import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { caseQuery, casesQuery } from '@/features/cases/case-queries';
import type { Standing } from '@/features/annotations/room/types';
import { useStanding } from './use-standing';

const heron = {
  id: 'heron',
  title: 'Heron',
  groupId: 'thursday',
  groupName: 'Thursday group',
  openedBy: 'maya',
  openedAt: '2026-03-05T18:00:00Z',
  text: 'She waited.',
  blocks: [],
  people: [],
  you: 'maya',
  isErased: false,
};

function follow() {
  const queries = new QueryClient();
  queries.setQueryData(caseQuery('heron').queryKey, heron);
  queries.setQueryData(casesQuery.queryKey, []);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  );
  const { rerender } = renderHook(
    ({ standing }: { standing: Standing | undefined }) => useStanding('heron', standing),
    { wrapper, initialProps: { standing: undefined as Standing | undefined } },
  );
  return {
    become: (closedAt: string | undefined) => rerender({ standing: { closedAt } }),
    closedAt: () => queries.getQueryData(caseQuery('heron').queryKey)?.closedAt,
    isListOld: () => queries.getQueryState(casesQuery.queryKey)?.isInvalidated,
  };
}

test('the loaded case learns that it was closed and that it is open again', () => {
  const { become, closedAt } = follow();
  become('2026-03-05T19:00:00Z');
  expect(closedAt()).toBe('2026-03-05T19:00:00Z');
  become(undefined);
  expect(closedAt()).toBeNull();
});

test('the list is asked for again only when something has changed', () => {
  const { become, isListOld } = follow();
  become(undefined);
  expect(isListOld()).toBe(false);
  become('2026-03-05T19:00:00Z');
  expect(isListOld()).toBe(true);
});
