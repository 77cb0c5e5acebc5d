import { AccountPage } from '@/features/account/account-page';
import { OwnWords } from '@/features/erasure/own-words';
import { OwnExport } from '@/features/exports/own-export';
import { OwnConflicts } from '@/features/people/own-conflicts';
import { OwnListSection } from '@/features/anonymisation/own-list-section';
import { AccessTokens } from '@/features/tokens/access-tokens';
import { useTitle } from '@/shared/ui/use-title';
import { signOut } from './sign-out';
import { useSession } from './use-session';

export function AccountRoute() {
  useTitle('My account');
  const session = useSession();
  return (
    <AccountPage session={session} onSignOut={() => void signOut(session.person.id)}>
      <OwnListSection />
      <OwnConflicts />
      <AccessTokens />
      <OwnExport />
      <OwnWords />
    </AccountPage>
  );
}
