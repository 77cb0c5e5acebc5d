import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { InvitationToAccept, SessionView } from '@/shared/api/shapes';
import { InvitationPage } from './invitation-page';

const offer: InvitationToAccept = {
  institute: 'Riverside',
  name: 'Kim Ash',
  initials: 'KA',
  email: 'kim@example.org',
  roles: ['trainee'],
  isExpired: false,
  hasAccount: false,
};

const token = 'abcdefghij_klmnopqrst-UV';

/** Stands where the server is: knows one token. */
function server(known: InvitationToAccept | undefined) {
  const bodies: unknown[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    if (url !== '/api/invitations/look') bodies.push(JSON.parse(init.body as string));
    if (!known) return Promise.resolve(json(404, { code: 'not-found' }));
    return Promise.resolve(json(200, url === '/api/invitations/look' ? known : { institute: 'riverside' }));
  });
  return bodies;
}

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

function show(given: string | undefined, session?: SessionView) {
  const done = { onSignedIn: vi.fn(), onJoined: vi.fn() };
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <InvitationPage token={given} session={session} signIn={(email) => <p>Sign in as {email}</p>} {...done} />
    </QueryClientProvider>,
  );
  return done;
}

afterEach(() => vi.unstubAllGlobals());

describe('an invitation', () => {
  test('makes an account', async () => {
    const bodies = server(offer);
    const { onSignedIn } = show(token);
    expect(await screen.findByRole('heading', { name: 'Riverside invites you' })).toBeTruthy();
    await userEvent.type(screen.getByLabelText('A password'), 'too short');
    await userEvent.click(screen.getByRole('button', { name: 'Accept the invitation' }));
    expect(screen.getByText('Enter at least 12 characters.')).toBeTruthy();
    await userEvent.type(screen.getByLabelText('A password'), ' no longer');
    await userEvent.click(screen.getByRole('button', { name: 'Accept the invitation' }));
    await waitFor(() => expect(onSignedIn).toHaveBeenCalled());
    expect(bodies).toEqual([{ token, name: 'Kim Ash', initials: 'KA', password: 'too short no longer' }]);
  });

  test('for an address with an account asks to sign in first', async () => {
    server({ ...offer, hasAccount: true });
    show(token);
    expect(await screen.findByText('Sign in as kim@example.org')).toBeTruthy();
    expect(screen.queryByLabelText('A password')).toBeNull();
  });

  test('is joined with the account that is signed in', async () => {
    server({ ...offer, hasAccount: true });
    const person = { id: 'kim', name: 'Kim Ash', initials: 'KA', email: 'KIM@example.org' };
    const elsewhere = { id: 'elsewhere', name: 'Elsewhere' };
    const { onJoined } = show(token, {
      person,
      institute: elsewhere,
      institutes: [elsewhere],
      roles: [],
      groups: [],
      demonstration: false,
      cameByProvider: false,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Join Riverside' }));
    await waitFor(() => expect(onJoined).toHaveBeenCalledWith('riverside'));
  });

  test('that is used or cut short says so', async () => {
    server(undefined);
    show(token);
    expect(await screen.findByRole('heading', { name: 'This invitation is not valid' })).toBeTruthy();
    show(undefined);
    expect(screen.getAllByRole('heading', { name: 'This invitation is not valid' })).toHaveLength(2);
  });

  test('that has expired says whom to ask', async () => {
    server({ ...offer, isExpired: true });
    show(token);
    expect(await screen.findByText(/Ask Riverside to send it again/)).toBeTruthy();
  });
});
