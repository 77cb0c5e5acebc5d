import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { InstituteView } from '@/shared/api/shapes';
import { InstitutePage } from './institute-page';

const north: InstituteView = {
  id: 'north',
  name: 'North',
  timeZone: 'Europe/London',
  wordForClient: 'client',
  standards: [],
  mayChange: true,
  retention: {
    caseDiscussion: 12,
    privateNotes: 12,
    ledger: 72,
    auditReports: 72,
    associationRounds: 12,
    accessLog: 24,
    erasureDays: 7,
  },
};

function show(view: InstituteView, standardsArrive: Promise<void>) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    if (path !== '/api/institute/standards') return new Response(JSON.stringify(view));
    await standardsArrive;
    return new Response(JSON.stringify({ version: '1', standards: [] }));
  });
  open();
  return asked;
}

function open() {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <InstitutePage provider={<button>Connect a provider</button>} />
    </QueryClientProvider>,
  );
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('the settings come when nothing in them moves any more', async () => {
  let arrive: () => void = () => undefined;
  const asked = show(north, new Promise((resolve) => (arrive = resolve)));
  await screen.findByRole('status', { name: 'Loading the institute' });
  await vi.waitFor(() => expect(asked).toContain('/api/institute/standards'));
  expect(screen.queryAllByRole('button')).toEqual([]);
  arrive();
  expect(await screen.findByRole('button', { name: 'Save the settings' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Connect a provider' })).toBeTruthy();
});

test('whoever only reads the settings waits for nothing else', async () => {
  const asked = show({ ...north, mayChange: false }, new Promise(() => undefined));
  expect(await screen.findByText('Europe/London')).toBeTruthy();
  expect(asked).toEqual(['/api/institute']);
});

test('what is asked for again is said to be on its way', async () => {
  let isUp = false;
  vi.stubGlobal('fetch', () =>
    isUp ? new Promise(() => undefined) : Promise.resolve(new Response('', { status: 500 })),
  );
  open();
  const again = await screen.findByRole('button', { name: 'Try again' });
  isUp = true;
  await userEvent.click(again);
  expect(await screen.findByRole('status', { name: 'Loading the institute' })).toBeTruthy();
});
