import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { KeyStatus, WordsErasure } from '@/shared/api/shapes';
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
const gone: KeyStatus = {
  ...asked,
  caseId: 'wren',
  annotations: null,
  destroyedAt: '2026-04-05T18:00:00Z',
  erasure: null,
};

function show(
  keys: readonly KeyStatus[],
  erasures: readonly WordsErasure[] = [],
  erasuresArrive: Promise<void> = Promise.resolve(),
) {
  const asks: string[] = [];
  const answers = (path: string, method: string) => {
    if (path.endsWith('/searches')) return { searches: [] };
    if (path.endsWith('/contribution-erasures')) return { erasures };
    return method === 'POST' ? { holdings: [] } : { keys };
  };
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asks.push(`${init.method ?? 'GET'} ${path}`);
    if (path.endsWith('/contribution-erasures')) await erasuresArrive;
    const answer = answers(path, init.method ?? 'GET');
    return new Response(JSON.stringify(answer));
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <KeysPage mayFind />
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

test('the page comes when nothing in it moves any more', async () => {
  let arrive: () => void = () => undefined;
  show([asked], [], new Promise((resolve) => (arrive = resolve)));
  await screen.findByRole('status', { name: 'Loading the keys' });
  expect(screen.queryAllByRole('button')).toEqual([]);
  arrive();
  expect(await screen.findByRole('button', { name: 'Find' })).toBeTruthy();
});

test('a second person decides, and is told what will be gone', async () => {
  const asks = show([asked]);
  await userEvent.click(await screen.findByRole('button', { name: 'Decide' }));
  const dialog = screen.getByRole('dialog');
  expect(dialog.textContent).toContain('3 annotations');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Erase for good' }));
  expect(asks).toContain('POST /api/erasures/heron/approve');
});

test('what is held under an alias is looked for when there is one', async () => {
  const asks = show([]);
  await userEvent.click(await screen.findByRole('button', { name: 'Find' }));
  expect(screen.getByText('Give at least two letters.')).toBeTruthy();
  const why = screen.getByRole('textbox', { name: 'Why you look' });
  await userEvent.type(screen.getByRole('textbox', { name: 'The alias that the therapist uses' }), 'Heron');
  await userEvent.type(why, 'Heron has asked.{Enter}');
  expect(screen.getByText(/^Leave the alias out/)).toBeTruthy();
  expect(asks).not.toContain('POST /api/holdings');
  await userEvent.clear(why);
  await userEvent.type(why, 'The client has asked.{Enter}');
  expect(await screen.findByText('Nothing is held under this alias.')).toBeTruthy();
  expect(asks).toContain('POST /api/holdings');
});

test('says that what is decided waits for a hold', async () => {
  show([{ ...asked, isHeld: true, erasure: asked.erasure ? { ...asked.erasure, state: 'approved' } : null }]);
  const table = await screen.findByRole('table');
  expect(table.textContent).toContain('erasure decided, waits for a legal hold');
});

test('whoever asked does not decide', async () => {
  show([{ ...asked, erasure: asked.erasure ? { ...asked.erasure, isYours: true } : null }]);
  expect(await screen.findByText('You asked for it, so another person decides.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Decide' })).toBeNull();
});

test('what a member wrote is decided on by another, without a word of it', async () => {
  const words: WordsErasure = {
    person: 'jonas',
    name: 'Jonas Weber',
    state: 'requested',
    requestedAt: '2026-03-06T18:00:00Z',
    dueAt: '2026-03-13T18:00:00Z',
    isYours: false,
  };
  const asks = show([], [words]);
  await userEvent.click(await screen.findByRole('button', { name: 'Decide' }));
  expect(screen.queryByText('No erasure is asked for.')).toBeNull();
  const dialog = screen.getByRole('dialog');
  expect(dialog.textContent).toContain('Asked for by Jonas Weber');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Erase for good' }));
  expect(asks).toContain('POST /api/contribution-erasures/jonas/approve');
});
