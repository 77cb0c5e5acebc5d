import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { SignInForm } from './sign-in-form';

const accounts: { name: string; email: string; password: string; role: string; code?: string }[] = [
  { name: 'Amara Osei', email: 'amara@example.org', password: 'think together', role: 'trainee', code: '123456' },
  { name: 'Ines Halloran', email: 'ines@example.org', password: 'think together', role: 'supervisor' },
  { name: 'Leila Haddad', email: 'leila@example.org', password: 'think together', role: 'trainee' },
];

/** A server with these accounts, in demonstration mode or not. */
function server({ demonstration }: { demonstration: boolean }) {
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    if (url === '/api/demonstration') {
      return Promise.resolve(json(demonstration ? 200 : 404, demonstration ? { accounts } : { code: 'not-found' }));
    }
    const { email, password, code } = JSON.parse(init.body as string) as Record<string, string>;
    const account = accounts.find((one) => one.email === email && one.password === password);
    if (!account) return Promise.resolve(json(401, { code: 'sign-in-failed' }));
    if (account.code !== code) {
      return Promise.resolve(json(401, { code: code === undefined ? 'two-factor-needed' : 'two-factor-failed' }));
    }
    return Promise.resolve(json(200, { person: { name: account.name } }));
  });
}

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

function show(again?: string) {
  const onSignedIn = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SignInForm onSignedIn={onSignedIn} {...(again === undefined ? {} : { again })} />
    </QueryClientProvider>,
  );
  return onSignedIn;
}

afterEach(() => vi.unstubAllGlobals());

describe('signing in', () => {
  test('in the demonstration takes one press', async () => {
    server({ demonstration: true });
    const onSignedIn = show();
    await userEvent.click(await screen.findByRole('button', { name: /Leila Haddad/ }));
    await waitFor(() => expect(onSignedIn).toHaveBeenCalledWith({ person: { name: 'Leila Haddad' } }));
  });

  test('again offers only whoever was at work', async () => {
    server({ demonstration: true });
    show('ines@example.org');
    await screen.findByRole('button', { name: /Ines Halloran/ });
    expect(screen.queryByRole('button', { name: /Leila Haddad/ })).toBeNull();
    expect(screen.getByLabelText<HTMLInputElement>('Email address').value).toBe('ines@example.org');
  });

  test('says what is missing before anything is sent', async () => {
    server({ demonstration: false });
    show();
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(screen.getByText('Enter your email address.')).toBeTruthy();
    expect(screen.getByText('Enter your password.')).toBeTruthy();
  });

  test('asks for a code where the account wants one, and for nothing else', async () => {
    server({ demonstration: false });
    const onSignedIn = show();
    await userEvent.type(screen.getByLabelText('Email address'), 'amara@example.org');
    await userEvent.type(screen.getByLabelText('Password'), 'think together');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    const code = await screen.findByLabelText('Code');
    expect(document.activeElement).toBe(code);
    expect(screen.queryByRole('alert')).toBeNull();
    await userEvent.type(code, '000000{Enter}');
    expect(await screen.findByRole('alert')).toBeTruthy();
    await userEvent.clear(code);
    await userEvent.type(code, '123456{Enter}');
    await waitFor(() => expect(onSignedIn).toHaveBeenCalledWith({ person: { name: 'Amara Osei' } }));
  });

  test('offers passkeys where the browser knows them', () => {
    server({ demonstration: false });
    show();
    expect(screen.queryByRole('button', { name: 'Sign in with a passkey' })).toBeNull();
    vi.stubGlobal('PublicKeyCredential', { parseRequestOptionsFromJSON: () => ({}) });
    show();
    expect(screen.getByRole('button', { name: 'Sign in with a passkey' })).toBeTruthy();
  });

  test('says when the password is not right', async () => {
    server({ demonstration: false });
    const onSignedIn = show();
    await userEvent.type(screen.getByLabelText('Email address'), 'ines@example.org');
    await userEvent.type(screen.getByLabelText('Password'), 'wrong');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect((await screen.findByRole('alert')).textContent).toContain('not right');
    expect(onSignedIn).not.toHaveBeenCalled();
  });
});
