import type { ReactNode } from 'react';
import type { SessionView } from '@/shared/api/shapes';
import { SignInForm } from './sign-in-form';
import './sign-in.css';

type Props = {
  onSignedIn: (session: SessionView) => void;
  /** A link to the page for those who have forgotten their password. */
  forgotten: ReactNode;
};

export function SignInPage({ onSignedIn, forgotten }: Props) {
  return (
    <div className="sign-in">
      <header className="sign-in-head">
        <p className="sign-in-name">Supervision</p>
        <h1>Sign in</h1>
        <p className="quiet">Read an anonymised case together, and mark what you notice.</p>
      </header>
      <SignInForm onSignedIn={onSignedIn} />
      <p>{forgotten}</p>
    </div>
  );
}
