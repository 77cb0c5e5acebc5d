import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { GroupPage as Group } from '@/shared/api/shapes';
import { GroupPage } from './group-page';

const terms = {
  purpose: 'To learn.',
  frequency: 'Weekly.',
  minutes: 60,
  fees: 'Ten a session.',
  confidentiality: 'What is said here stays here.',
  records: 'Cases, for a year.',
  roundsAttributed: false,
  rounds: 'let-go' as const,
  hours: 'As each standard says.',
  lateness: 'We begin on time.',
  complaints: 'To the training lead.',
};

const thursday: Group = {
  id: 'thursday',
  name: 'Thursday group',
  you: 'maya',
  role: 'member',
  people: [
    {
      id: 'ines',
      name: 'Ines Halloran',
      initials: 'IH',
      role: 'supervisor',
      signed: 2,
      signedAt: '2026-03-03T12:00:00Z',
    },
    { id: 'maya', name: 'Maya Osei', initials: 'MO', role: 'member', signed: 1, signedAt: '2026-03-01T12:00:00Z' },
  ],
  proposals: [],
  contract: {
    version: 2,
    terms,
    writtenBy: 'Ines Halloran',
    writtenAt: '2026-03-03T11:00:00Z',
    unsigned: 1,
    changes: [{ term: 'fees', before: 'None.', after: 'Ten a session.' }],
  },
};

type Sent = { method: string; path: string; body: Record<string, unknown> };

/** Stands where the network is: answers with the group, and keeps what is sent. */
function network(group: Group) {
  const sent: Sent[] = [];
  // jsdom has none.
  vi.stubGlobal('CSS', { escape: (name: string) => name });
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    if (init.method === 'GET') return Promise.resolve(new Response(JSON.stringify(group)));
    sent.push({ method: init.method ?? '', path, body: JSON.parse(init.body as string) as Record<string, unknown> });
    return Promise.resolve(new Response(JSON.stringify({ commandId: 'c', version: 9, at: '' })));
  });
  return sent;
}

function show(onLeft: () => void = () => undefined) {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <GroupPage groupId="thursday" onLeft={onLeft} back={null} />
    </QueryClientProvider>,
  );
}

afterEach(() => vi.unstubAllGlobals());

describe('the page of a group', () => {
  test('shows what changed since one signed, and who has signed', async () => {
    network(thursday);
    show();
    const contract = await screen.findByRole('region', { name: 'Contract' });
    expect(within(contract).getByText('The contract waits for 1 signature')).toBeTruthy();
    expect(within(contract).getByText('Changed since you signed')).toBeTruthy();
    expect(within(contract).getByText('None.').tagName).toBe('DEL');
    const people = screen.getByRole('region', { name: 'People' });
    expect(people.textContent).toContain('Has signed an older version');
  });

  test('signs the version that was read', async () => {
    const sent = network(thursday);
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Sign the contract' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ path: '/api/groups/thursday/contract/signature', body: { version: 2 } });
  });

  test('offers nothing to run to a member', async () => {
    network(thursday);
    show();
    await screen.findByRole('region', { name: 'People' });
    expect(screen.queryByRole('button', { name: 'Add somebody' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Change the contract' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Close the group' })).toBeNull();
  });

  test('says what one keeps and loses before one leaves', async () => {
    const sent = network(thursday);
    const onLeft = vi.fn();
    show(onLeft);
    await userEvent.click(await screen.findByRole('button', { name: 'Leave the group' }));
    const dialog = await screen.findByRole('dialog', { name: 'Leave Thursday group' });
    expect(dialog.textContent).toContain('You lose access to every case');
    expect(dialog.textContent).toContain('You keep your hours');
    expect(sent).toHaveLength(0);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Leave the group' }));
    await waitFor(() => expect(onLeft).toHaveBeenCalled());
    expect(sent[0]?.path).toBe('/api/groups/thursday/leave');
  });

  test('lets the supervisor remove somebody, with a reason', async () => {
    const sent = network({ ...thursday, you: 'ines', role: 'supervisor' });
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Remove Maya Osei' }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove Maya Osei' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Remove from the group' }));
    expect(within(dialog).getByText('Say why, in a few words.')).toBeTruthy();
    await userEvent.type(within(dialog).getByLabelText('Why'), 'Has moved away.');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Remove from the group' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({
      method: 'DELETE',
      path: '/api/groups/thursday/members/maya',
      body: { why: 'Has moved away.' },
    });
  });

  test('asks a member about an observer', async () => {
    const proposal = {
      id: 'kim',
      name: 'Kim Ash',
      proposedBy: 'Ines Halloran',
      at: '2026-03-03T12:00:00Z',
      consents: 1,
      needed: 2,
      youConsented: false,
    };
    const sent = network({ ...thursday, proposals: [proposal] });
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Consent' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.path).toBe('/api/groups/thursday/observers/kim/consent');
  });
});
