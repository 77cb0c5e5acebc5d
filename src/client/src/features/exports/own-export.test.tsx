import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { ExportEntry } from '@/shared/api/shapes';
import { OwnExport } from './own-export';

const entry: ExportEntry = {
  id: 'one',
  parts: ['account', 'cases'],
  state: 'ready',
  askedAt: '2026-03-05T18:00:00Z',
  expiresAt: '2026-03-06T18:00:00Z',
};

function show(...states: ExportEntry['state'][]) {
  const sent: [string, unknown][] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    if (init.method !== 'POST') {
      return Promise.resolve(
        new Response(JSON.stringify({ exports: states.map((state) => ({ ...entry, id: state, state })) })),
      );
    }
    sent.push([path, init.body === undefined ? undefined : (JSON.parse(init.body as string) as unknown)]);
    return Promise.resolve(new Response(JSON.stringify(entry)));
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <OwnExport />
    </QueryClientProvider>,
  );
  return sent;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('one chooses what is exported, and not nothing', async () => {
  const sent = show();
  for (const box of screen.getAllByRole('checkbox')) await userEvent.click(box);
  await userEvent.click(screen.getByRole('button', { name: 'Make the export' }));
  expect(screen.getByText('Choose what to export.')).toBeTruthy();
  await userEvent.click(screen.getByRole('checkbox', { name: /^Your account/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Make the export' }));
  expect(sent).toEqual([['/api/account/exports', expect.objectContaining({ parts: ['account'] })]]);
});

test('only what is ready is fetched, and once', async () => {
  show('making', 'ready', 'fetched');
  expect(await screen.findByText('Is being made. You can leave this page.')).toBeTruthy();
  expect(screen.getByText('Fetched. Nothing of it is kept here.')).toBeTruthy();
  expect(screen.getAllByRole('button', { name: 'Fetch it' })).toHaveLength(1);
});
