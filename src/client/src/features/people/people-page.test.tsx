import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PersonEntry, SessionView } from '@/shared/api/shapes';
import { PeoplePage } from './people-page';

const session: SessionView = {
  person: { id: 'grace', name: 'Grace Okafor', initials: 'GO', email: 'grace@example.org' },
  institute: { id: 'riverside', name: 'Riverside' },
  institutes: [{ id: 'riverside', name: 'Riverside' }],
  roles: ['administrator'],
  groups: [],
  demonstration: false,
  cameByProvider: false,
};

const person = (id: string, name: string, roles: PersonEntry['roles']): PersonEntry => ({
  id,
  name,
  initials: 'X',
  roles,
  groups: [],
  accreditations: [],
  joinedAt: '2026-03-03T12:00:00Z',
  email: `${id}@example.org`,
  conflicts: [],
});

const grace = person('grace', 'Grace Okafor', ['administrator']);
const leila = person('leila', 'Leila Haddad', ['trainee']);

type Sent = { url: string; method: string; body: Record<string, unknown> | undefined };

/** Stands where the server is; keeps what was sent to it. */
function server(
  people: PersonEntry[],
  invitations: unknown[] = [],
  invitationsArrive: Promise<void> = Promise.resolve(),
) {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    if (init.method !== 'GET') {
      sent.push({ url, method: init.method ?? '', body: JSON.parse(init.body as string) as Record<string, unknown> });
      return Promise.resolve(json({ commandId: 'c', version: 1, at: '' }));
    }
    return url === '/api/people'
      ? Promise.resolve(json({ people }))
      : invitationsArrive.then(() => json({ invitations }));
  });
  return sent;
}

const json = (body: unknown) => new Response(JSON.stringify(body), { status: 200 });

function show(roles: SessionView['roles'] = ['administrator']) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <PeoplePage
        session={{ ...session, roles }}
        ways={{ import: <a href="/people/import">Invite from a list</a>, institute: <a href="/institute">Settings</a> }}
        linkTo={(id, name) => <a href={`/people/${id}`}>{name}</a>}
      />
    </QueryClientProvider>,
  );
}

afterEach(() => vi.unstubAllGlobals());

describe('the people of an institute', () => {
  test('stand with their roles, and are found by name', async () => {
    server([grace, leila]);
    show();
    const row = await screen.findByRole('row', { name: /Leila Haddad/ });
    expect(within(row).getByText('Trainee')).toBeTruthy();
    await userEvent.type(screen.getByLabelText('Find'), 'grace');
    expect(screen.queryByRole('row', { name: /Leila Haddad/ })).toBeNull();
    expect(screen.getByText('1 of 2 people')).toBeTruthy();
  });

  test('the first administrator is shown the first steps', async () => {
    server([grace]);
    show();
    expect(await screen.findByRole('heading', { name: 'You are the first one here' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Invite from a list' })).toBeTruthy();
  });

  test('nobody is called the first one before it is known whom they have invited', async () => {
    let arrive: () => void = () => undefined;
    server(
      [grace],
      [
        {
          id: 'i',
          name: 'Leila Haddad',
          email: 'leila@example.org',
          roles: ['trainee'],
          madeAt: '2026-03-03T12:00:00Z',
          until: '2026-03-10T12:00:00Z',
          isExpired: false,
        },
      ],
      new Promise((resolve) => (arrive = resolve)),
    );
    show();
    await screen.findByText('Loading the people');
    expect(screen.queryByRole('heading', { name: 'You are the first one here' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Invite a person' })).toBeNull();
    arrive();
    expect(await screen.findByRole('button', { name: 'Invite a person' })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'You are the first one here' })).toBeNull();
  });

  test('a training lead invites nobody', async () => {
    server([grace, leila]);
    show(['training-lead']);
    await screen.findByRole('row', { name: /Leila Haddad/ });
    expect(screen.queryByRole('button', { name: 'Invite a person' })).toBeNull();
  });

  test('an invitation says what is missing, then is sent', async () => {
    const sent = server([grace, leila]);
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Invite a person' }));
    await userEvent.click(screen.getByRole('button', { name: 'Send the invitation' }));
    expect(screen.getByText('Enter the person’s name.')).toBeTruthy();
    await userEvent.type(screen.getByLabelText('Name'), 'Kim Ash');
    await userEvent.type(screen.getByLabelText('Email address'), 'kim@example.org');
    await userEvent.click(screen.getByLabelText('Supervisor'));
    await userEvent.click(screen.getByRole('button', { name: 'Send the invitation' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toMatchObject({
      name: 'Kim Ash',
      email: 'kim@example.org',
      roles: ['trainee', 'supervisor'],
    });
  });

  test('whoever is invited can be sent the letter again', async () => {
    const invitation = {
      id: 'i',
      name: 'Kim Ash',
      email: 'kim@example.org',
      roles: ['trainee'],
      madeAt: '2026-03-03T12:00:00Z',
      until: '2026-03-17T12:00:00Z',
      isExpired: true,
    };
    const sent = server([grace, leila], [invitation]);
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Send again to Kim Ash' }));
    await waitFor(() => expect(sent[0]?.url).toBe('/api/invitations/i/send-again'));
    expect(screen.getByText('Expired.')).toBeTruthy();
  });
});
