import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { InvitationPage } from '@/features/invitations/invitation-page';
import { tokenIn } from '@/features/invitations/token';
import { sessionQuery } from '@/features/session/session-query';
import { SignInForm } from '@/features/session/sign-in-form';
import { useTitle } from '@/shared/ui/use-title';
import { goToInstitute } from './go-to-institute';
import '@/features/session/sign-in.css';

export function InvitationRoute() {
  useTitle('Invitation');
  const { hash } = useLocation();
  const queries = useQueryClient();
  const { data: session } = useQuery({ ...sessionQuery, retry: false });
  return (
    <main>
      <InvitationPage
        token={tokenIn(hash.startsWith('#') ? hash : `#${hash}`)}
        session={session}
        signIn={(email) => (
          <SignInForm again={email} onSignedIn={(begun) => queries.setQueryData(sessionQuery.queryKey, begun)} />
        )}
        onSignedIn={() => window.location.assign('/cases')}
        onJoined={(instituteId) => void goToInstitute(instituteId)}
      />
    </main>
  );
}
