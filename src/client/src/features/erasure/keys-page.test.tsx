import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { KeyStatus } from '@/shared/api/shapes';
import { KeysPage } from './keys-page';

const asked: KeyStatus = {
  caseId: 'heron',
  groupName: 'Thursday group',
  openedBy: 'Maya Osei',
  openedAt: '2026-03-05T18:00:00Z',
  annotations: 3,
  madeAt: '2026-03-05T18:00:00Z',
  erasure: {
    state: 'requested',
    requestedBy: 'Maya Osei',
    why: 'client-asked',
    requestedAt: '2026-03-06T18:00:00Z',
    dueAt: '2026-03-13T18:00:00Z',
    isYours: false,
  },
};
const gone: KeyStatus = { ...asked, caseId: 'wren', destroyedAt: '2026-04-05T18:00:00Z', erasure: null };

function show(keys: readonly KeyStatus[]) {
  const asks: string[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asks.push(`${init.method ?? 'GET'} ${path}`);
    return Promise.resolve(new Response(JSON.stringify(init.method === 'POST' ? {} : { keys })));
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <KeysPage />
    </QueryClientProvider>,
  );
  return asks;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('says which keys live, and that nothing waits', async () => {
  show([gone]);
  const table = await screen.findByRole('table');
  expect(table.textContent).toContain('Destroyed 5 April 2026');
  expect(screen.getByText('No erasure is asked for.')).toBeTruthy();
});

test('a second person decides, and is told what will be gone', async () => {
  const asks = show([asked]);
  await userEvent.click(await screen.findByRole('button', { name: 'Decide' }));
  const dialog = screen.getByRole('dialog');
  expect(dialog.textContent).toContain('3 annotations');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Erase for good' }));
  expect(asks).toContain('POST /api/erasures/heron/approve');
});

test('whoever asked does not decide', async () => {
  show([{ ...asked, erasure: asked.erasure ? { ...asked.erasure, isYours: true } : null }]);
  expect(await screen.findByText('You asked for it, so another person decides.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Decide' })).toBeNull();
});
