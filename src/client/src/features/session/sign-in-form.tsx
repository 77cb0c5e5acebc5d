import { knowsPasskeys } from '@/shared/api/passkeys';
import type { SessionView } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { Message } from '@/shared/ui/message';
import { CodeStep } from './code-step';
import { DemonstrationAccounts } from './demonstration-accounts';
import { PasswordForm } from './password-form';
import { useSignIn } from './use-sign-in';

type Props = {
  onSignedIn: (session: SessionView) => void;
  /** Whoever was at work here, when signing in again. */
  again?: string;
};

/** A passkey, or a password and perhaps a code; in demonstration mode, the accounts to try first. */
export function SignInForm({ onSignedIn, again }: Props) {
  const { signIn, signInByPasskey, giveCode, startOver, waiting, problem, isBusy } = useSignIn(onSignedIn);
  const hasPasskeys = knowsPasskeys();
  const said = problem ? (
    <Message tone="problem">
      <p>{problem.sentence}</p>
    </Message>
  ) : null;

  if (waiting) {
    return (
      <div className="sign-in-ways">
        {said}
        <CodeStep isBusy={isBusy} onCode={giveCode} onBack={startOver} />
      </div>
    );
  }
  return (
    <div className="sign-in-ways">
      <DemonstrationAccounts again={again} isBusy={isBusy} onChoose={signIn} />
      {said}
      {hasPasskeys ? (
        <div className="sign-in-passkey">
          <Button look="primary" isDisabled={isBusy} onPress={signInByPasskey}>
            Sign in with a passkey
          </Button>
          <p className="sign-in-or">Or with your password</p>
        </div>
      ) : null}
      <PasswordForm again={again} isPrimary={!hasPasskeys} isBusy={isBusy} onGiven={signIn} />
    </div>
  );
}
