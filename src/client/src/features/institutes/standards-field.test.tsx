import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { StandardsField } from './standards-field';

const bacp = {
  id: 'bacp',
  name: 'BACP individual accreditation',
  body: 'BACP',
  jurisdiction: 'UK',
  version: '2025',
  isConfirmed: true,
  source: '',
};

function show(send: () => Promise<Response>) {
  vi.stubGlobal('fetch', send);
  const chosen: string[][] = [];
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <StandardsField adopted={['bacp']} chosen={['bacp']} onChange={(ids) => chosen.push(ids)} />
    </QueryClientProvider>,
  );
  return chosen;
}

const answered = () => Promise.resolve(new Response(JSON.stringify({ version: '1', standards: [bacp] })));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('while the list is on its way nothing is said to be gone from it', async () => {
  show(() => new Promise(() => undefined));
  await screen.findByRole('status', { name: 'Loading the training standards' });
  expect(screen.queryByText(/no longer on the list/)).toBeNull();
});

test('a list that does not come is asked for again', async () => {
  let isUp = false;
  const chosen = show(() => (isUp ? answered() : Promise.resolve(new Response('', { status: 500 }))));
  const again = await screen.findByRole('button', { name: 'Try again' });
  isUp = true;
  await userEvent.click(again);
  await userEvent.click(await screen.findByRole('checkbox', { name: /BACP individual accreditation/ }));
  expect(chosen).toEqual([[]]);
});
