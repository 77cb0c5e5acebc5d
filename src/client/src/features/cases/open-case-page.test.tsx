import { webcrypto } from 'node:crypto';
import 'fake-indexeddb/auto';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { kept } from '@/shared/anonymisation/answering';
import type { Finding } from '@/shared/anonymisation/finding';
import type { ReviewProps } from '@/shared/anonymisation/review-props';
import { withTyped } from '@/shared/anonymisation/subject';
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

type Body = { commandId: string; caseId: string; groupId: string; title: string; text: string; check: unknown };

const anna = (text: string): Finding[] => {
  const start = text.indexOf('Anna');
  if (start < 0) return [];
  return [
    {
      start,
      end: start + 4,
      kind: 'PERSON',
      identification: 'direct',
      tier: 'strong',
      rule: 'given-name',
      why: 'A given name.',
      entity: 0,
      suggestions: [{ kind: 'pseudonym', text: 'Robin' }],
    },
  ];
};

/** Stands where the network is: finds Anna; answers each case in turn, or fails like a cut connection. */
function network(...answers: (() => Response)[]) {
  const bodies: Body[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    const body = JSON.parse(init.body as string) as Body;
    if (path === '/api/anonymisation/check') {
      return Promise.resolve(new Response(JSON.stringify({ ruleVersion: '1', findings: anna(body.text) })));
    }
    bodies.push(body);
    const answer = answers.shift();
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('Failed to fetch'));
  });
  return bodies;
}

const opened = () => new Response(JSON.stringify({ commandId: 'c', version: 1, at: '' }), { status: 201 });

/** The review's part in this form: the text, and the answers to what is found. */
function SmallReview({ subject, onChange, check, seenBy, problem }: ReviewProps) {
  const keep = () =>
    onChange((now) => ({ ...now, text: kept(now.text, now.text.findings, 'A common word, not a name') }));
  return (
    <>
      <label>
        Text of the case
        <textarea
          value={subject.text.text}
          aria-invalid={problem !== undefined}
          onChange={(event) => onChange((now) => withTyped(now, 'text', event.target.value))}
        />
      </label>
      <p>{seenBy}</p>
      <p>{check.state}</p>
      <button type="button" onClick={keep}>
        Keep all
      </button>
    </>
  );
}

let accounts = 0;
let account = '';

function show(onOpened: (caseId: string) => void = () => undefined) {
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <OpenCasePage
        session={{ ...session, person: { ...session.person, id: account } }}
        Review={SmallReview}
        onOpened={onOpened}
        importInstead={null}
      />
    </QueryClientProvider>,
  );
}

beforeEach(() => {
  localStorage.clear();
  // Each test is somebody else's: what the one before wrote stays sealed for her.
  account = `maya-${(accounts += 1)}`;
  vi.stubGlobal('crypto', webcrypto);
});
afterEach(() => vi.unstubAllGlobals());

async function write(text = 'She looked away.') {
  await userEvent.type(await screen.findByLabelText('Title'), 'Heron');
  await userEvent.type(screen.getByLabelText('Text of the case'), text);
}

const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Open the case' });
const isChecked = () => screen.findByText('checked', {}, { timeout: 5_000 });

async function press() {
  await isChecked();
  await userEvent.click(button());
}

describe('opening a case', () => {
  test('sends the words and goes to the case', async () => {
    const bodies = network(opened);
    const onOpened = vi.fn();
    show(onOpened);
    await write();
    await press();
    await waitFor(() => expect(onOpened).toHaveBeenCalledWith(bodies[0]?.caseId));
    expect(bodies[0]).toMatchObject({
      groupId: 'thursday',
      title: 'Heron',
      text: 'She looked away.',
      check: { kept: [], titleKept: [], changes: [] },
    });
  });

  test('waits until everything is answered, shows what was decided, and sends the answers', async () => {
    const bodies = network(opened);
    show();
    await write('Anna looked away.');
    await isChecked();
    expect(button().disabled).toBe(true);
    expect(screen.getByText('1 passage remains to be answered.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Keep all' }));
    await userEvent.click(button());
    expect(bodies).toEqual([]);
    expect(screen.getByRole('row', { name: 'Names of people – – – 1' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Share with the group' }));
    await waitFor(() => expect(bodies).toHaveLength(1));
    const because = 'A common word, not a name';
    expect(bodies[0]?.check).toEqual({ kept: [{ start: 0, end: 4, because }], titleKept: [], changes: [] });
  });

  test('shares nothing that could not be checked', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    show();
    await write();
    await screen.findByText('The text must be checked first.', {}, { timeout: 5_000 });
    expect(button().disabled).toBe(true);
  });

  test('says what is missing, and goes there', async () => {
    const bodies = network();
    show();
    await screen.findByLabelText('Title');
    await userEvent.click(button());
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

  test('the words survive the page, until they are discarded', async () => {
    network();
    const first = show();
    await write();
    await isChecked();
    first.unmount();
    const second = show();
    expect(await screen.findByText(/^Your draft from \d\d:\d\d is here/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>('Text of the case').value).toBe('She looked away.');
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    second.unmount();
    show();
    expect((await screen.findByLabelText<HTMLInputElement>('Title')).value).toBe('');
  });

  test('says who will see it', async () => {
    network();
    show();
    expect(await screen.findAllByText('Once opened, seen by everyone in Thursday group')).toHaveLength(2);
  });
});
