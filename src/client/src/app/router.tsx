import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { codebooksQuery } from '@/features/codebooks/codebooks-query';
import { caseQuery, casesQuery } from '@/features/cases/case-queries';
import { type WayProblem, wayProblem } from '@/features/provider/way-problems';
import { sessionQuery } from '@/features/session/session-query';
import { problemOf } from '@/shared/api/problem';
import { NoticeRegion } from '@/shared/ui/notice-region';
import { BrokenPage } from './broken-page';
import { NotFoundPage } from './not-found-page';
import { PendingPage } from './pending-page';
import { SignInRoute } from './sign-in-route';

const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: () => (
    <>
      <Outlet />
      <NoticeRegion />
    </>
  ),
  notFoundComponent: NotFoundPage,
  errorComponent: BrokenPage,
});

/** Only a path of this site: a link made elsewhere must not lead away after signing in. */
const ownPath = (next: unknown) => (typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : undefined);

/** Asked for while the page's script is still coming; the page itself meets what goes wrong. */
const fetchAhead = (query: Promise<unknown>) => void query.catch(() => undefined);

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): { next?: string; problem?: WayProblem } => {
    const next = ownPath(search['next']);
    const problem = wayProblem(search['problem']);
    return { ...(next === undefined ? {} : { next }), ...(problem === undefined ? {} : { problem }) };
  },
  beforeLoad: ({ context, search }) => {
    const isSignedIn = context.queries.getQueryData(sessionQuery.queryKey) !== undefined;
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to redirect
    if (isSignedIn) throw redirect({ to: search.next ?? '/cases' });
  },
  component: SignInRoute,
});

const forgottenRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgotten',
  component: lazyRouteComponent(() => import('./forgotten-route'), 'ForgottenRoute'),
});

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset',
  component: lazyRouteComponent(() => import('./forgotten-route'), 'ResetRoute'),
});

const confirmEmailRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/confirm-email',
  component: lazyRouteComponent(() => import('./forgotten-route'), 'ConfirmEmailRoute'),
});

const confirmedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/confirmed',
  validateSearch: (search): { problem?: WayProblem } => {
    const problem = wayProblem(search['problem']);
    return problem === undefined ? {} : { problem };
  },
  component: lazyRouteComponent(() => import('./confirmed-route'), 'ConfirmedRoute'),
});

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      return { session: await context.queries.query({ ...sessionQuery, staleTime: 'static', retry: false }) };
    } catch (error) {
      if (problemOf(error).kind !== 'signed-out') throw error;
      const next = location.href === '/' ? {} : { next: location.href };
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to redirect
      throw redirect({ to: '/sign-in', search: next });
    }
  },
  component: lazyRouteComponent(() => import('./shell'), 'Shell'),
});

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to redirect
    throw redirect({ to: '/cases' });
  },
});

const casesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/cases',
  loader: ({ context }) => {
    if (context.session.groups.length > 0) fetchAhead(context.queries.query(casesQuery));
  },
  component: lazyRouteComponent(() => import('./cases-route'), 'CasesRoute'),
});

const openCaseRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/cases/open',
  component: lazyRouteComponent(() => import('./open-case-route'), 'OpenCaseRoute'),
});

const importRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/cases/import',
  component: lazyRouteComponent(() => import('./import-route'), 'ImportRoute'),
});

const peopleRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('./people-route'), 'PeopleRoute'),
});

const peopleImportRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/people/import',
  component: lazyRouteComponent(() => import('./people-import-route'), 'PeopleImportRoute'),
});

const personRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/people/$personId',
  component: lazyRouteComponent(() => import('./person-route'), 'PersonRoute'),
});

const instituteRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/institute',
  component: lazyRouteComponent(() => import('./institute-route'), 'InstituteRoute'),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./invitation-route'), 'InvitationRoute'),
});

const caseRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/cases/$caseId',
  loader: ({ context, params }) => {
    fetchAhead(context.queries.query(caseQuery(params.caseId)));
    fetchAhead(context.queries.query(codebooksQuery));
  },
  component: lazyRouteComponent(() => import('./case-route'), 'CaseRoute'),
});

const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./account-route'), 'AccountRoute'),
});

const groupsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/groups',
  component: lazyRouteComponent(() => import('./groups-route'), 'GroupsRoute'),
});

const groupRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/groups/$groupId',
  component: lazyRouteComponent(() => import('./group-route'), 'GroupRoute'),
});

const alertsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/alerts',
  component: lazyRouteComponent(() => import('./alerts-route'), 'AlertsRoute'),
});

const calendarRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/calendar',
  component: lazyRouteComponent(() => import('./calendar-route'), 'CalendarRoute'),
});

const searchesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/searches',
  component: lazyRouteComponent(() => import('./searches-route'), 'SearchesRoute'),
});

const keysRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/keys',
  component: lazyRouteComponent(() => import('./keys-route'), 'KeysRoute'),
});

export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree: rootRoute.addChildren([
      signInRoute,
      forgottenRoute,
      resetRoute,
      confirmEmailRoute,
      confirmedRoute,
      invitationRoute,
      signedInRoute.addChildren([
        homeRoute,
        casesRoute,
        openCaseRoute,
        importRoute,
        caseRoute,
        accountRoute,
        peopleRoute,
        peopleImportRoute,
        personRoute,
        instituteRoute,
        groupsRoute,
        groupRoute,
        alertsRoute,
        keysRoute,
        calendarRoute,
        searchesRoute,
      ]),
    ]),
    context: { queries },
    defaultPreload: 'intent',
    // What comes sooner needs no sign of waiting.
    defaultPendingMs: 200,
    defaultPendingMinMs: 0,
    defaultPendingComponent: PendingPage,
    // The queries know what is fresh.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  // The router's own way to learn the routes' types.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface merges
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
