import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { OwnListProvider } from '@/shared/anonymisation/own-list-provider';
import { IdentityAsked } from './identity-asked-dialog';
import { MainNav } from './main-nav';
import { PersonMenu } from './person-menu';
import { SessionEnded } from './session-ended';
import { whenAnotherTabLeaves } from './session-end';
import { useLeftovers } from './use-leftovers';
import { useReturnFromInstitute } from './use-return-from-institute';
import { useSession } from './use-session';
import './shell.css';

export function Shell() {
  const session = useSession();
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? state.location.pathname });
  const main = useFocusOnNewPage(path);
  useLeftovers(session.person.id, path);
  useReturnFromInstitute();
  useEffect(() => whenAnotherTabLeaves((place) => window.location.assign(place)), []);

  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to the page
      </a>
      <header className="shell-head">
        <Link to="/cases" className="shell-name">
          Supervision
        </Link>
        <span className="shell-institute">{session.institute.name}</span>
        {session.demonstration ? (
          <span className="shell-demonstration">
            Demonstration<span className="shell-demonstration-more">: the people are invented</span>
          </span>
        ) : null}
        <MainNav session={session} />
        <PersonMenu session={session} />
      </header>
      <main id="main" ref={main} tabIndex={-1} className="shell-main">
        <OwnListProvider key={session.person.id} account={session.person.id}>
          <Outlet />
        </OwnListProvider>
      </main>
      <IdentityAsked session={session} />
      <SessionEnded session={session} />
    </div>
  );
}

/** On a new page the keyboard and the screen reader start at its beginning, not where the last one ended. */
function useFocusOnNewPage(path: string) {
  const main = useRef<HTMLElement>(null);
  const lastPath = useRef(path);
  useEffect(() => {
    if (lastPath.current === path) return;
    lastPath.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}
