import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CaseSummary, SessionView } from '@/shared/api/shapes';
import { CaseListPage } from './case-list-page';

const session: SessionView = {
  person: { id: 'maya', name: 'Maya Osei', initials: 'MO', email: 'maya@example.org' },
  institute: { id: 'institute', name: 'Institute' },
  institutes: [{ id: 'institute', name: 'Institute' }],
  roles: ['trainee'],
  groups: [
    { id: 'thursday', name: 'Thursday group', role: 'presenter' },
    { id: 'monday', name: 'Monday group', role: 'member' },
  ],
  demonstration: false,
  cameByProvider: false,
};

const heron: CaseSummary = {
  id: 'heron',
  title: 'Heron',
  groupId: 'thursday',
  groupName: 'Thursday group',
  openedBy: 'Maya Osei',
  openedAt: '2026-03-05T18:00:00Z',
  characters: 100,
  annotations: 1,
  lastActivityAt: '2026-03-05T18:00:00Z',
  isErased: false,
};

const answer = (status: number, body: unknown) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body), { status })));

function show(as: SessionView = session) {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <CaseListPage
        session={as}
        ways={{ open: <a href="/open">Open a case</a>, import: null }}
        groupLink={(groupId, name) => <a href={`/groups/${groupId}`}>{name}</a>}
        notice={() => null}
        linkTo={(caseId, title) => <a href={`/cases/${caseId}`}>{title}</a>}
      />
    </QueryClientProvider>,
  );
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the list of cases', () => {
  test('stands by group, and says where there is none', async () => {
    answer(200, { cases: [heron] });
    show();
    const thursday = await screen.findByRole('region', { name: 'Thursday group' });
    expect(within(thursday).getByRole('link', { name: 'Heron' }).getAttribute('href')).toBe('/cases/heron');
    expect(thursday.textContent).toContain('1 annotation');
    expect(screen.getByRole('region', { name: 'Monday group' }).textContent).toContain('No case in this group yet.');
  });

  test('has no title any more that was removed meanwhile, once it is looked at again', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-05T18:00:00Z') });
    answer(200, { cases: [heron] });
    show();
    await screen.findByRole('link', { name: 'Heron' });
    answer(200, { cases: [{ ...heron, title: '█████' }] });
    vi.setSystemTime(Date.parse('2026-03-05T18:00:02Z'));
    window.dispatchEvent(new Event('visibilitychange'));
    expect(await screen.findByRole('link', { name: '█████' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Heron' })).toBeNull();
  });

  test('an erased case has no title', async () => {
    answer(200, { cases: [{ ...heron, title: '', isErased: true }] });
    show();
    expect(await screen.findByRole('link', { name: 'Erased case' })).toBeTruthy();
  });

  test('when it cannot be fetched, says what to do', async () => {
    answer(500, { code: 'failure', traceId: '4bf92f35' });
    show();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('4bf92f35');
    expect(within(alert).getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  test('is not shown to an auditor, in plain words', () => {
    answer(200, { cases: [] });
    show({ ...session, roles: ['auditor'], groups: [] });
    expect(screen.getByRole('heading', { name: 'Case material is not shown here' })).toBeTruthy();
    expect(screen.queryByRole('link')).toBeNull();
  });

  test('has no way to open a case for somebody who only observes', async () => {
    answer(200, { cases: [heron] });
    show({ ...session, groups: [{ id: 'thursday', name: 'Thursday group', role: 'observer' }] });
    await screen.findByRole('link', { name: 'Heron' });
    expect(screen.queryByRole('link', { name: 'Open a case' })).toBeNull();
  });
});
