import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { SessionView } from '@/shared/api/shapes';
import { rolesInWords } from '@/shared/roles';
import { Message } from '@/shared/ui/message';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { AccountForm } from './account-form';
import { JoinForm } from './join-form';
import './invitation.css';

type Props = {
  token: string | undefined;
  /** Whoever is signed in in this browser. */
  session: SessionView | undefined;
  /** Signing in, given by the app. */
  signIn: (email: string) => ReactNode;
  onSignedIn: (session: SessionView) => void;
  onJoined: (instituteId: string) => void;
};

export function InvitationPage({ token, ...rest }: Props) {
  return (
    <div className="invitation">
      <p className="invitation-name">Supervision</p>
      {token === undefined ? <NotValid /> : <Invitation token={token} {...rest} />}
    </div>
  );
}

function Invitation({ token, session, signIn, onSignedIn, onJoined }: Props & { token: string }) {
  const {
    data: offer,
    error,
    refetch,
  } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.post('/api/invitations/look', { body: { token } }),
    staleTime: Infinity,
    gcTime: 0,
  });
  if (error) {
    const problem = problemOf(error);
    return problem.kind === 'not-found' ? (
      <NotValid />
    ) : (
      <ProblemMessage problem={problem} onRetry={() => void refetch()} />
    );
  }
  if (!offer) return null;
  if (offer.isExpired) return <Expired institute={offer.institute} />;
  const isSignedIn = session?.person.email.toLowerCase() === offer.email.toLowerCase();
  return (
    <>
      <header className="invitation-head">
        <h1>{offer.institute} invites you</h1>
        <p>
          As {rolesInWords(offer.roles).toLocaleLowerCase('en-GB')}, with the address <strong>{offer.email}</strong>.
        </p>
      </header>
      {!offer.hasAccount ? <AccountForm token={token} offer={offer} onSignedIn={onSignedIn} /> : null}
      {offer.hasAccount && isSignedIn ? (
        <JoinForm token={token} name={session.person.name} institute={offer.institute} onJoined={onJoined} />
      ) : null}
      {offer.hasAccount && !isSignedIn ? (
        <section className="invitation-form" aria-labelledby="sign-in-first">
          <h2 id="sign-in-first">Sign in to join</h2>
          <p className="quiet">There is an account with this address already. Sign in with it, then join.</p>
          {signIn(offer.email)}
        </section>
      ) : null}
    </>
  );
}

function NotValid() {
  return (
    <>
      <h1>This invitation is not valid</h1>
      <p>
        It has been used, withdrawn or sent again since. If you have accepted it already, <a href="/sign-in">sign in</a>
        . Otherwise open the address in the last letter whole, or ask the institute for another one.
      </p>
    </>
  );
}

function Expired({ institute }: { institute: string }) {
  return (
    <>
      <h1>This invitation has expired</h1>
      <Message tone="caution">
        <p>It was good for fourteen days. Ask {institute} to send it again.</p>
      </Message>
    </>
  );
}
