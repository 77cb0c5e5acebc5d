import { useQueries } from '@tanstack/react-query';
import {
  openSessionsQuery,
  passkeysQuery,
  providerLinkQuery,
  twoFactorQuery,
} from '@/features/account/account-queries';
import { AccountPage } from '@/features/account/account-page';
import { ownErasureQuery } from '@/features/erasure/erasure-queries';
import { OwnWords } from '@/features/erasure/own-words';
import { exportsQuery } from '@/features/exports/export-queries';
import { OwnExport } from '@/features/exports/own-export';
import { OwnConflicts } from '@/features/people/own-conflicts';
import { ownConflictsQuery } from '@/features/people/people-queries';
import { OwnListSection } from '@/features/anonymisation/own-list-section';
import { AccessTokens } from '@/features/tokens/access-tokens';
import { tokensQuery } from '@/features/tokens/tokens-query';
import { useHasCome } from '@/shared/ui/use-has-come';
import { useSlow } from '@/shared/ui/use-slow';
import { useTitle } from '@/shared/ui/use-title';
import { PendingPage } from './pending-page';
import { signOut } from './sign-out';
import { useSession } from './use-session';

// What the sections ask for.
const asked = {
  queries: [
    passkeysQuery,
    twoFactorQuery,
    providerLinkQuery,
    openSessionsQuery,
    ownConflictsQuery,
    tokensQuery,
    exportsQuery,
    ownErasureQuery,
  ],
} as const;

export function AccountRoute() {
  useTitle('My account');
  const session = useSession();
  const isComing = useQueries(asked).some(({ isLoading }) => isLoading);
  const hasCome = useHasCome(isComing);
  const isSlow = useSlow(!hasCome);

  if (!hasCome) return isSlow ? <PendingPage /> : null;
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
