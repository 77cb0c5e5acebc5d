import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { Connection } from '@/features/annotations/room/types';
import type { ReviewPage } from '@/shared/api/shapes';
import { ReviewNotice } from './review-notice';

const nothing: ReviewPage = { isInForce: false, mayAnswer: false, mayDecide: false, carried: [] };
const waiting: ReviewPage = {
  ...nothing,
  mayDecide: true,
  last: {
    id: 'first',
    answers: null,
    by: 'Maya Osei',
    at: '2026-03-05T18:00:00Z',
    againAt: '2026-09-05T00:00:00Z',
    standing: 'waiting',
  },
};
const live: Connection = { state: 'live', keptAt: undefined };
const away: Connection = { state: 'away', since: '2026-03-05T18:00:00Z', nextTryAt: undefined };

function show({ takesPart = true } = {}) {
  const server = { page: nothing, asks: 0 };
  vi.stubGlobal('fetch', () => {
    server.asks += 1;
    return Promise.resolve(new Response(JSON.stringify(server.page)));
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const view = (connection: Connection, reviewNews: number) => (
    <QueryClientProvider client={queries}>
      <ReviewNotice caseId="heron" room={{ connection, reviewNews }} takesPart={takesPart} groups={[]} />
    </QueryClientProvider>
  );
  const { rerender } = render(view(away, 0));
  const answered = () => waitFor(() => expect(queries.isFetching()).toBe(0));
  return {
    server,
    answered,
    become: (connection: Connection, reviewNews: number) => rerender(view(connection, reviewNews)),
  };
}

const line = 'Maya Osei asks whether this case may go beyond its group';
const notice = () =>
  screen.findByText((_, element) => element?.tagName === 'P' && element.textContent.startsWith(line));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('a line appears when the room tells of it, with the way to the answers, and goes when it is decided', async () => {
  const { server, become } = show();
  become(live, 0);
  await waitFor(() => expect(server.asks).toBe(1));
  expect(screen.queryByRole('button')).toBeNull();
  server.page = waiting;
  become(live, 1);
  await notice();
  await userEvent.click(screen.getByRole('button', { name: 'Read the answers' }));
  expect(screen.getByRole('dialog', { name: 'Beyond this group' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  server.page = nothing;
  become(live, 2);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Read the answers' })).toBeNull());
});

test('what came while there was no connection is asked for when there is one again', async () => {
  const { server, answered, become } = show();
  become(live, 0);
  await answered();
  expect(server.asks).toBe(1);
  become(away, 0);
  server.page = waiting;
  become(live, 0);
  await notice();
});

test('whoever only observes is not asked, nor is the server', () => {
  const { server, become } = show({ takesPart: false });
  become(live, 0);
  become(live, 1);
  expect(server.asks).toBe(0);
});
