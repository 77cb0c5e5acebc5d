import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { InstituteSignIn } from '@/features/provider/institute-sign-in';
import { SignInPage } from '@/features/session/sign-in-page';
import { useTitle } from '@/shared/ui/use-title';

export function SignInRoute() {
  useTitle('Sign in');
  const navigate = useNavigate();
  const { next, problem } = useSearch({ from: '/sign-in' });
  return (
    <main>
      <SignInPage
        onSignedIn={() => void navigate({ to: next ?? '/cases', replace: true })}
        forgotten={<Link to="/forgotten">Forgotten your password?</Link>}
      />
      <InstituteSignIn next={next} problem={problem} />
    </main>
  );
}
