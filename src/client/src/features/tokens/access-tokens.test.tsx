import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { AccessTokens } from './access-tokens';

type Sent = { method: string; url: string; body: Record<string, unknown> | undefined };

const backup = {
  id: 'backup',
  name: 'Backup',
  scopes: ['read', 'annotate'],
  createdAt: '2026-03-05T18:00:00Z',
  expiresAt: '2099-03-05T18:00:00Z',
};

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

/** Stands where the server is, with these tokens; answers making one as it is told. */
function server(made: () => Response = () => json(201, { token: backup, secret: 'svn_secret' })) {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const method = init.method ?? 'GET';
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : undefined;
    sent.push({ method, url, body });
    if (method === 'POST') return Promise.resolve(made());
    if (method === 'DELETE') return Promise.resolve(new Response(null, { status: 204 }));
    return Promise.resolve(json(200, { tokens: [backup] }));
  });
  return sent;
}

function show() {
  return render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <AccessTokens />
    </QueryClientProvider>,
  );
}

afterEach(() => vi.unstubAllGlobals());

describe('access tokens', () => {
  test('stand with what they may do and when they end', async () => {
    server();
    show();
    const row = (await screen.findByText('Backup')).closest('li');
    expect(row?.textContent).toContain('Read and annotate');
    expect(row?.textContent).toContain('Expires 5 March 2099');
    expect(row?.textContent).toContain('Never used');
  });

  test('a new one is shown once, with a way to copy it', async () => {
    const sent = server();
    show();
    await userEvent.click(screen.getByRole('button', { name: 'Make a token' }));
    expect(document.activeElement).toBe(screen.getByLabelText('What is it for'));
    await userEvent.type(screen.getByLabelText('What is it for'), 'Laptop');
    await userEvent.click(screen.getByRole('checkbox', { name: /Annotate/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Make the token' }));
    expect((await screen.findByLabelText<HTMLInputElement>('The token')).value).toBe('svn_secret');
    expect(sent.find(({ method }) => method === 'POST')?.body).toMatchObject({
      name: 'Laptop',
      scopes: ['read', 'annotate'],
      days: 30,
    });
    await userEvent.click(screen.getByRole('button', { name: 'I have copied it' }));
    expect(screen.queryByLabelText('The token')).toBeNull();
  });

  test('says what is missing before anything is sent', async () => {
    const sent = server();
    show();
    await userEvent.click(screen.getByRole('button', { name: 'Make a token' }));
    await userEvent.click(screen.getByRole('checkbox', { name: /Read/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Make the token' }));
    expect(screen.getByText('Say in a few words what the token is for.')).toBeTruthy();
    expect(screen.getByText('Choose at least one.')).toBeTruthy();
    expect(sent.some(({ method }) => method === 'POST')).toBe(false);
  });

  test('says when one must show again who one is', async () => {
    server(() => json(401, { code: 'confirm-identity' }));
    show();
    await userEvent.click(screen.getByRole('button', { name: 'Make a token' }));
    await userEvent.type(screen.getByLabelText('What is it for'), 'Laptop');
    await userEvent.click(screen.getByRole('button', { name: 'Make the token' }));
    expect((await screen.findByRole('alert')).textContent).toContain('show who you are');
  });

  test('are revoked after being asked once', async () => {
    // What jsdom lacks and the dialog needs.
    vi.stubGlobal('CSS', { escape: (text: string) => text });
    const sent = server();
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Revoke Backup' }));
    expect(sent.some(({ method }) => method === 'DELETE')).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: 'Revoke the token' }));
    await waitFor(() => expect(sent.find(({ method }) => method === 'DELETE')?.url).toBe('/api/account/tokens/backup'));
  });

  test('have no fault of accessibility', async () => {
    server();
    const { container } = show();
    await screen.findByText('Backup');
    await userEvent.click(screen.getByRole('button', { name: 'Make a token' }));
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
