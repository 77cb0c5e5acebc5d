import { useQuery } from '@tanstack/react-query';
import { Button } from 'react-aria-components/Button';
import type { DemonstrationAccount } from '@/shared/api/shapes';
import { demonstrationQuery } from './session-query';

type Props = {
  /** Only this one is offered. */
  again: string | undefined;
  isBusy: boolean;
  onChoose: (credentials: { email: string; password: string }) => void;
};

/** One press signs in as one of the invented people; nothing outside demonstration mode. */
export function DemonstrationAccounts({ again, isBusy, onChoose }: Props) {
  const { data: accounts = [] } = useQuery(demonstrationQuery);
  const offered = accounts.filter(({ email }) => again === undefined || again === email);
  if (offered.length === 0) return null;
  return (
    <section className="demonstration" aria-label="Demonstration accounts">
      {again === undefined ? <Introduction /> : null}
      <ul role="list" className="demonstration-accounts">
        {offered.map((account) => (
          <li key={account.email}>
            <AccountButton
              account={account}
              isDisabled={isBusy}
              onPress={() => onChoose({ email: account.email, password: account.password })}
            />
          </li>
        ))}
      </ul>
      <p className="demonstration-or">{again === undefined ? 'Or sign in with an account of your own' : 'Or'}</p>
    </section>
  );
}

function Introduction() {
  return (
    <>
      <h2>Try it as one of these people</h2>
      <p className="quiet">
        This is a demonstration, and the people are invented. To see two of them at work, open a private window beside
        this one and choose another person there.
      </p>
    </>
  );
}

type AccountButtonProps = { account: DemonstrationAccount; isDisabled: boolean; onPress: () => void };

function AccountButton({ account, isDisabled, onPress }: AccountButtonProps) {
  return (
    <Button className="demonstration-account" isDisabled={isDisabled} onPress={onPress}>
      <span className="demonstration-name">{account.name}</span>
      <span className="quiet small">{account.role}</span>
    </Button>
  );
}
