import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { InstituteSignIn } from './institute-sign-in';
import { ProviderPanel } from './provider-panel';

type Sent = { method: string; url: string; body: Record<string, unknown> | undefined };

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

const addresses = { redirectAddress: 'https://svn.example/callback', logoutAddress: 'https://svn.example/logout' };
const provider = {
  issuer: 'https://login.example.org',
  clientId: 'supervision',
  hasClientSecret: true,
  emailClaim: 'email',
  rolesClaim: 'groups',
  roles: { students: 'trainee' },
  domains: ['example.org'],
  scopes: ['email', 'profile'],
};

/** Stands where the server is: answers by method. */
function server(answers: Readonly<Record<string, () => Response>>) {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const method = init.method ?? 'GET';
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : undefined;
    sent.push({ method, url, body });
    return Promise.resolve(answers[method]?.() ?? json(500, {}));
  });
  return sent;
}

function show() {
  return render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <ProviderPanel />
    </QueryClientProvider>,
  );
}

afterEach(() => vi.unstubAllGlobals());

describe('the provider of the institute', () => {
  test('is set with what was typed, and the secret leaves the page', async () => {
    const sent = server({
      GET: () => json(200, addresses),
      PUT: () => json(200, { ...addresses, provider }),
    });
    show();
    await userEvent.type(await screen.findByLabelText('Issuer'), 'https://login.example.org');
    await userEvent.type(screen.getByLabelText('Client id'), 'supervision');
    await userEvent.type(screen.getByLabelText('Client secret'), 'hush');
    await userEvent.type(screen.getByLabelText('E-mail domains'), 'example.org');
    await userEvent.type(screen.getByLabelText('Claim for roles'), 'groups');
    await userEvent.click(screen.getByRole('button', { name: 'Add a value' }));
    await userEvent.type(screen.getByLabelText('Value'), 'students');
    await userEvent.click(screen.getByRole('button', { name: 'Set the provider' }));
    await screen.findByRole('button', { name: 'Remove the provider' });
    expect(sent.find(({ method }) => method === 'PUT')?.body).toMatchObject({
      issuer: 'https://login.example.org',
      clientSecret: 'hush',
      rolesClaim: 'groups',
      roles: { students: 'trainee' },
      domains: ['example.org'],
    });
    expect(screen.getByLabelText<HTMLInputElement>('Client secret').value).toBe('');
  });

  test('tells what to enter at the provider', async () => {
    server({ GET: () => json(200, addresses) });
    show();
    expect((await screen.findByLabelText<HTMLInputElement>('Redirect address')).value).toBe(addresses.redirectAddress);
    expect(screen.getByLabelText<HTMLInputElement>('Back-channel logout address').value).toBe(addresses.logoutAddress);
  });

  test('says what the server does not take, where it was typed', async () => {
    server({
      GET: () => json(200, { ...addresses, provider }),
      PUT: () => json(400, { code: 'invalid', errors: { domains: ['Enter domains such as example.org.'] } }),
    });
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Set the provider' }));
    expect(await screen.findByText('Enter domains such as example.org.')).toBeTruthy();
  });

  test('is no matter for those who are no administrators', async () => {
    server({ GET: () => json(404, { code: 'not-found' }) });
    show();
    expect(await screen.findByText(/Only the institute’s administrators/)).toBeTruthy();
  });

  test('has no fault of accessibility', async () => {
    server({ GET: () => json(200, { ...addresses, provider }) });
    const { container } = show();
    await screen.findByLabelText('Issuer');
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('signing in with the institute', () => {
  const ask = async (go: (address: string) => void, email = 'kim@example.org') => {
    render(<InstituteSignIn next="/cases/heron" problem={undefined} go={go} />);
    await userEvent.click(screen.getByRole('button', { name: 'Sign in with your institute' }));
    await userEvent.type(screen.getByLabelText('Your e-mail address at the institute'), email);
    await userEvent.click(screen.getByRole('button', { name: 'Go to your institute' }));
  };

  test('goes there by the domain, and tells the server nothing else', async () => {
    const sent = server({ GET: () => json(200, { institutes: [{ id: 'one', name: 'One' }] }) });
    const go = vi.fn();
    await ask(go);
    await waitFor(() => expect(go).toHaveBeenCalledWith('/api/session/provider/one?next=%2Fcases%2Fheron'));
    expect(sent.map(({ url }) => url)).toEqual(['/api/session/providers/example.org']);
  });

  test('offers a choice where there are several', async () => {
    server({
      GET: () =>
        json(200, {
          institutes: [
            { id: 'one', name: 'One' },
            { id: 'two', name: 'Two' },
          ],
        }),
    });
    await ask(vi.fn());
    expect((await screen.findByRole('link', { name: 'Two' })).getAttribute('href')).toBe(
      '/api/session/provider/two?next=%2Fcases%2Fheron',
    );
  });

  test('says when there is none', async () => {
    server({ GET: () => json(200, { institutes: [] }) });
    await ask(vi.fn());
    expect(await screen.findByText(/No institute signs in here/)).toBeTruthy();
  });

  test('says how the last way ended', () => {
    render(<InstituteSignIn next={undefined} problem="provider-refused" />);
    expect(screen.getByRole('alert').textContent).toContain('turned back');
  });
});
