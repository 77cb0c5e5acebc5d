import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { SessionView } from '@/shared/api/shapes';
import { AccountRoute } from './account-route';

const north = { id: 'north', name: 'North' };
const session: SessionView = {
  person: { id: 'leila', name: 'Leila Haddad', initials: 'LH', email: 'leila@north.example' },
  institute: north,
  institutes: [north],
  roles: [],
  groups: [],
  demonstration: false,
  cameByProvider: false,
};

/** Stands where the server is, and has nothing of what the sections ask for; the tokens are answered when one says so. */
function show(tokensArrive: Promise<void>) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    if (path === '/api/session') return new Response(JSON.stringify(session));
    if (path === '/api/account/tokens') await tokensArrive;
    return new Response(JSON.stringify({ code: 'not-found' }), { status: 404 });
  });
  vi.stubGlobal('scrollTo', () => undefined);
  const root = createRootRouteWithContext()();
  const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', beforeLoad: () => ({ session }) });
  const account = createRoute({ getParentRoute: () => signedIn, path: '/account', component: AccountRoute });
  const router = createRouter({
    routeTree: root.addChildren([signedIn.addChildren([account])]),
    history: createMemoryHistory({ initialEntries: ['/account'] }),
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

test('the account comes when nothing in it moves any more, and stays while a section asks again', async () => {
  let arrive: () => void = () => undefined;
  const asked = show(new Promise((resolve) => (arrive = resolve)));
  await screen.findByRole('status');
  expect(asked).toContain('/api/account/passkeys');
  expect(screen.queryByRole('heading', { name: 'My account' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Add a passkey' })).toBeNull();

  arrive();
  const heading = await screen.findByRole('heading', { name: 'My account' });
  await vi.waitFor(() => expect(asked.filter((path) => path === '/api/account/tokens').length).toBeGreaterThan(1));
  expect(await screen.findAllByRole('alert')).toBeTruthy();
  expect(heading.isConnected).toBe(true);
});
