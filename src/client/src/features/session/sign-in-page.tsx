import type { SessionView } from '@/shared/api/shapes';
import { SignInForm } from './sign-in-form';
import './sign-in.css';

export function SignInPage({ onSignedIn }: { onSignedIn: (session: SessionView) => void }) {
  return (
    <div className="sign-in">
      <header className="sign-in-head">
        <p className="sign-in-name">Supervision</p>
        <h1>Sign in</h1>
        <p className="quiet">Read an anonymised case together, and mark what you notice.</p>
      </header>
      <SignInForm onSignedIn={onSignedIn} />
    </div>
  );
}
