import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { SignInForm } from './sign-in-form';

const accounts = [
  { name: 'Ines Halloran', email: 'ines@example.org', password: 'think together', role: 'supervisor' },
  { name: 'Leila Haddad', email: 'leila@example.org', password: 'think together', role: 'trainee' },
];

/** A server with these accounts, in demonstration mode or not. */
function server({ demonstration }: { demonstration: boolean }) {
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    if (url === '/api/demonstration') {
      return Promise.resolve(json(demonstration ? 200 : 404, demonstration ? { accounts } : { code: 'not-found' }));
    }
    const { email, password } = JSON.parse(init.body as string) as { email: string; password: string };
    const account = accounts.find((one) => one.email === email && one.password === password);
    return Promise.resolve(
      account ? json(200, { person: { name: account.name } }) : json(401, { code: 'sign-in-failed' }),
    );
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
