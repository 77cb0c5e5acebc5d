import type { ReactNode } from 'react';
import type { SessionView } from '@/shared/api/shapes';
import { EmailSection } from './email-section';
import { InstituteSection } from './institute-section';
import { PasskeysSection } from './passkeys-section';
import { PasswordSection } from './password-section';
import { SessionsSection } from './sessions-section';
import { TwoFactorSection } from './two-factor-section';
import './account.css';

type Props = {
  session: SessionView;
  onSignOut: () => void;
  /** More sections, of other features. */
  children?: ReactNode;
};

/** What one signs in with, and where one is signed in. */
export function AccountPage({ session, onSignOut, children }: Props) {
  return (
    <div className="account">
      <header className="account-head">
        <h1>My account</h1>
        <p className="quiet">
          {session.person.name}, {session.institute.name}
        </p>
      </header>
      <PasskeysSection />
      <TwoFactorSection />
      <PasswordSection email={session.person.email} />
      <EmailSection email={session.person.email} />
      <InstituteSection institute={session.institute.name} />
      <SessionsSection onSignOut={onSignOut} />
      {children}
    </div>
  );
}
