import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ConfirmEmailPage } from '@/features/session/confirm-email-page';
import { ForgottenPage } from '@/features/session/forgotten-page';
import { ResetPage } from '@/features/session/reset-page';
import { useTitle } from '@/shared/ui/use-title';

/** The secret of a link stands behind its #, which browsers send to nobody. */
const useToken = () => useState(() => window.location.hash.slice(1))[0];

export function ForgottenRoute() {
  useTitle('Choose a new password');
  return (
    <main>
      <ForgottenPage back={<Link to="/sign-in">Back to signing in</Link>} />
    </main>
  );
}

export function ResetRoute() {
  useTitle('Choose a new password');
  return (
    <main>
      <ResetPage
        token={useToken()}
        signIn={<Link to="/sign-in">Sign in with it</Link>}
        askAgain={<Link to="/forgotten">Ask for another link</Link>}
      />
    </main>
  );
}

export function ConfirmEmailRoute() {
  useTitle('Confirm your email address');
  return (
    <main>
      <ConfirmEmailPage token={useToken()} goOn={<Link to="/account">Go to your account</Link>} />
    </main>
  );
}
