import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SessionView } from '@/shared/api/shapes';
import { OpenCasePage } from './open-case-page';

const session: SessionView = {
  person: { id: 'maya', name: 'Maya Osei', initials: 'MO', email: 'maya@example.org' },
  institute: { id: 'institute', name: 'Institute' },
  institutes: [{ id: 'institute', name: 'Institute' }],
  roles: ['trainee'],
  groups: [{ id: 'thursday', name: 'Thursday group', role: 'presenter' }],
  demonstration: false,
  cameByProvider: false,
};

type Body = { commandId: string; caseId: string; groupId: string; title: string; text: string };

/** Stands where the network is: answers each request in turn, or fails like a cut connection. */
function network(...answers: (() => Response)[]) {
  const bodies: Body[] = [];
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    bodies.push(JSON.parse(init.body as string) as Body);
    const answer = answers.shift();
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('Failed to fetch'));
  });
  return bodies;
}

const opened = () => new Response(JSON.stringify({ commandId: 'c', version: 1, at: '' }), { status: 201 });

function show(onOpened: (caseId: string) => void = () => undefined) {
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <OpenCasePage session={session} onOpened={onOpened} importInstead={null} />
    </QueryClientProvider>,
  );
}

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

async function write() {
  await userEvent.type(screen.getByLabelText('Title'), 'Heron');
  await userEvent.type(screen.getByLabelText('Text of the case'), 'She looked away.');
}

const press = () => userEvent.click(screen.getByRole('button', { name: 'Open the case' }));

describe('opening a case', () => {
  test('sends the words and goes to the case', async () => {
    const bodies = network(opened);
    const onOpened = vi.fn();
    show(onOpened);
    await write();
    await press();
    await waitFor(() => expect(onOpened).toHaveBeenCalledWith(bodies[0]?.caseId));
    expect(bodies[0]).toMatchObject({ groupId: 'thursday', title: 'Heron', text: 'She looked away.' });
  });

  test('says what is missing, and goes there', async () => {
    const bodies = network();
    show();
    await press();
    expect(screen.getByText('Give the case a title.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Title'));
    expect(bodies).toEqual([]);
  });

  test('after a lost answer, the same case is sent again, and the words are still there', async () => {
    const bodies = network();
    show();
    await write();
    await press();
    expect((await screen.findByRole('alert')).textContent).toContain('What you typed is still here');
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Heron');
    await press();
    await waitFor(() => expect(bodies).toHaveLength(2));
    expect(bodies[1]).toEqual(bodies[0]);
  });

  test('the words survive the page', async () => {
    const { unmount } = show();
    await write();
    unmount();
    show();
    expect(screen.getByLabelText<HTMLTextAreaElement>('Text of the case').value).toBe('She looked away.');
  });

  test('says who will see it', () => {
    show();
    expect(screen.getAllByText('Once opened, seen by everyone in Thursday group')).toHaveLength(2);
  });
});
