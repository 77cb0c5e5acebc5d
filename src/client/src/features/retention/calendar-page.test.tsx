import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { GoingCase, HoldEntry, OwnCase, RetentionCalendar } from '@/shared/api/shapes';
import { CalendarPage } from './calendar-page';

const going: GoingCase = {
  caseId: 'heron',
  groupName: 'Thursday group',
  openedBy: 'Maya Osei',
  openedAt: '2026-02-03T12:00:00Z',
  why: 'retention',
  warnedAt: ['2027-02-01T12:00:00Z'],
  goesAt: '2027-03-03T12:00:00Z',
  closedAt: '2026-03-03T12:00:00Z',
};
const held: GoingCase = {
  ...going,
  caseId: 'wren',
  openedBy: 'Jonas Lind',
  warnedAt: [],
  hold: { id: 'h', on: 'case', reason: 'A court has asked.' },
};
const hold: HoldEntry = {
  id: 'h',
  on: 'case',
  of: 'wren',
  name: 'Jonas Lind',
  groupName: 'Thursday group',
  reason: 'A court has asked.',
  setBy: 'Kim Ash',
  setAt: '2026-05-03T12:00:00Z',
};
const own: OwnCase = { caseId: 'heron', title: 'Heron', groupName: 'Thursday group', warnedAt: [], isHeld: false };
const calendar: RetentionCalendar = {
  cases: [going, held],
  counted: [{ kind: 'access-log', goesAt: '2027-04-02T12:00:00Z', count: 1204 }],
  openCases: 3,
  months: 12,
  accessLogMonths: 24,
  invitationDays: 30,
  people: [{ id: 'maya', name: 'Maya Osei' }],
};

function show(isOfficer: boolean, cases: readonly OwnCase[], holdsArrive: Promise<void> = Promise.resolve()) {
  const sent: unknown[] = [];
  const answers: Record<string, unknown> = {
    '/api/retention': calendar,
    '/api/account/retention': { cases, months: 12 },
    '/api/holds': { holds: [hold] },
    '/api/keys': { keys: [] },
  };
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (path === '/api/holds') await holdsArrive;
    if (init.method === 'POST') sent.push([path, JSON.parse(init.body as string) as unknown]);
    return new Response(JSON.stringify(answers[path] ?? {}));
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <CalendarPage isOfficer={isOfficer} linkTo={(id, title) => <a href={id}>{title}</a>} />
    </QueryClientProvider>,
  );
  return sent;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('the officer sees by month what goes, why, and that it was said, and what is held apart', async () => {
  show(true, []);
  const march = await screen.findByRole('region', { name: 'March 2027' });
  expect(march.textContent).toContain('A case of Maya Osei, Thursday group');
  expect(march.textContent).toContain('Goes on 3 March 2027.');
  expect(march.textContent).toContain('Closed on 3 March 2026, kept for 12 months. Letter on 1 February 2027.');
  expect(march.textContent).not.toContain('Jonas');
  expect(screen.getByRole('region', { name: 'April 2027' }).textContent).toContain(
    'The record of 1,204 openings of cases',
  );
  const holds = screen.getByRole('region', { name: 'Legal holds' });
  expect(await within(holds).findByText('A court has asked.')).toBeTruthy();
  expect(screen.queryByRole('heading', { name: 'Cases that you brought' })).toBeNull();
});

test('the calendar comes when nothing in it moves any more', async () => {
  let arrive: () => void = () => undefined;
  show(true, [own], new Promise((resolve) => (arrive = resolve)));
  await screen.findByRole('status', { name: 'Loading the calendar' });
  expect(screen.queryAllByRole('button')).toEqual([]);
  expect(screen.queryAllByRole('link')).toEqual([]);
  arrive();
  expect(await screen.findByRole('button', { name: 'Hold something' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Heron' })).toBeTruthy();
  expect(screen.getByText('A court has asked.')).toBeTruthy();
});

test('a hold is lifted with a reason', async () => {
  const sent = show(true, []);
  await userEvent.click(await screen.findByRole('button', { name: /^Lift the hold/ }));
  const dialog = screen.getByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Lift the hold' }));
  expect(within(dialog).getByText('Say in a few words why.')).toBeTruthy();
  await userEvent.type(within(dialog).getByRole('textbox'), 'It has answered.');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Lift the hold' }));
  expect(sent).toEqual([['/api/holds/h/lift', expect.objectContaining({ reason: 'It has answered.' })]]);
});

test('what is held is asked for with a reason', async () => {
  const sent = show(true, []);
  await userEvent.click(await screen.findByRole('button', { name: 'Hold the case of Maya Osei, Thursday group' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Why' }), 'A court has asked.');
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Hold' }));
  expect(sent).toEqual([
    ['/api/holds', expect.objectContaining({ on: 'case', of: 'heron', reason: 'A court has asked.' })],
  ]);
});

test('a presenter sees their own by title, with and without a date', async () => {
  show(false, [
    { ...own, title: 'Wren' },
    { ...own, caseId: 'b', why: 'retention', goesAt: going.goesAt ?? null, closedAt: going.closedAt ?? null },
    { ...own, caseId: 'c', title: 'Kite', isHeld: true, why: 'retention', goesAt: going.goesAt ?? null },
  ]);
  const march = await screen.findByRole('region', { name: 'March 2027' });
  expect(within(march).getByRole('link', { name: 'Heron' })).toBeTruthy();
  expect(screen.getByRole('region', { name: 'Without a date' }).textContent).toContain('Wren');
  expect(screen.getByRole('region', { name: 'Held by the institute' }).textContent).toContain('Kite');
});

test('whoever has brought nothing is told that nothing will go', async () => {
  show(false, []);
  expect(await screen.findByText('You have brought no case, so nothing of yours will go.')).toBeTruthy();
});
