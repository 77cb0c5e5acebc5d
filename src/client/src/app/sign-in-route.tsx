import { useNavigate, useSearch } from '@tanstack/react-router';
import { SignInPage } from '@/features/session/sign-in-page';
import { useTitle } from '@/shared/ui/use-title';

export function SignInRoute() {
  useTitle('Sign in');
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/sign-in' });
  return (
    <main>
      <SignInPage onSignedIn={() => void navigate({ to: next ?? '/cases', replace: true })} />
    </main>
  );
}
