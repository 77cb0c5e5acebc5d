import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import type { ReviewEntry, ReviewPage } from '@/shared/api/shapes';
import { TakeFurther } from './take-further';
import { useAnswersDraft } from './use-answers-draft';

const answers = {
  whoMightKnow: 'Nobody here.',
  whatCouldBeSearched: 'Nothing.',
  wouldTheClient: 'Perhaps.',
  wouldARelative: 'Hardly.',
  whyFurther: 'For what the others know of silence.',
};
const review: ReviewEntry = {
  id: 'first',
  answers,
  by: 'Maya Osei',
  at: '2026-03-05T18:00:00Z',
  againAt: '2026-09-05T00:00:00Z',
  standing: 'waiting',
};
const waiting: ReviewPage = { isInForce: false, mayAnswer: false, mayDecide: true, carried: [], last: review };
const agreed: ReviewPage = {
  ...waiting,
  isInForce: true,
  mayAnswer: true,
  mayDecide: false,
  last: { ...review, standing: 'agreed', decidedBy: 'Jonah Weiss', decidedAt: '2026-03-05T19:00:00Z' },
};
const groups = [
  { id: 'friday', name: 'Friday group' },
  { id: 'saturday', name: 'Saturday group' },
];

function Menu() {
  const [isOpen, setOpen] = useState(true);
  const draft = useAnswersDraft();
  return isOpen ? (
    <TakeFurther caseId="heron" groups={groups} draft={draft} onClose={() => setOpen(false)} />
  ) : (
    <button onClick={() => setOpen(true)}>Open</button>
  );
}

function show(page: ReviewPage) {
  const sent: Record<string, unknown>[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    if (init.method !== 'POST') return Promise.resolve(new Response(JSON.stringify(page)));
    sent.push({ path, ...(JSON.parse(init.body as string) as object) });
    return Promise.resolve(new Response(JSON.stringify({ commandId: 'one', version: 1, at: '2026-03-05T18:00:00Z' })));
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <Menu />
    </QueryClientProvider>,
  );
  return sent;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('a second person reads the answers and until when they hold, and agrees', async () => {
  const sent = show(waiting);
  const agree = await screen.findByRole('button', { name: 'Agree' });
  expect(screen.getByText(answers.whyFurther)).toBeTruthy();
  expect(screen.getByText(/until 5 September 2026/)).toBeTruthy();
  await userEvent.click(agree);
  expect(sent[0]).toMatchObject({ path: '/api/cases/heron/review/first/agree' });
});

test('what is missing is said where it is missing, and nothing is sent', async () => {
  const sent = show({ ...waiting, mayAnswer: true, mayDecide: false, last: null });
  await userEvent.click(await screen.findByRole('button', { name: 'Ask a second person' }));
  expect(screen.getAllByText('Answer this, in a few words.')).toHaveLength(5);
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Who might know this person?' }));
  expect(sent).toEqual([]);
});

test('what is being answered is there again after a look at the text', async () => {
  show({ ...waiting, mayAnswer: true, mayDecide: false, last: null });
  await userEvent.type(await screen.findByRole('textbox', { name: 'Who might know this person?' }), 'Nobody.');
  await userEvent.keyboard('{Escape}');
  await userEvent.click(await screen.findByRole('button', { name: 'Open' }));
  expect(await screen.findByRole('textbox', { name: 'Who might know this person?' })).toHaveProperty(
    'value',
    'Nobody.',
  );
});

test('into a third group it goes as a case of its own again', async () => {
  const sent = show(agreed);
  for (const { name } of groups) {
    await userEvent.click(await screen.findByRole('button', { name: /Into which group/ }));
    await userEvent.click(screen.getByRole('option', { name }));
    await userEvent.click(screen.getByRole('button', { name: 'Bring it into this group' }));
  }
  expect(sent.map(({ groupId }) => groupId)).toEqual(['friday', 'saturday']);
  expect(new Set(sent.map(({ caseId }) => caseId)).size).toBe(2);
});
