import { Link } from '@tanstack/react-router';
import type { SessionView } from '@/shared/api/shapes';
import { useSession } from './use-session';
import './contract-notice.css';

type Standing = NonNullable<SessionView['groups'][number]['contract']>;

/** A line where a group's contract waits for signatures; nothing where it does not. */
export function ContractNotice({ groupId }: { groupId: string }) {
  const standing = useSession().groups.find((group) => group.id === groupId)?.contract;
  if (standing == null || (standing.version > 0 && standing.unsigned === 0)) return null;
  return (
    <p className="contract-notice small">
      {inWords(standing)}{' '}
      <Link to="/groups/$groupId" params={{ groupId }}>
        {standing.waitsForYou ? 'Read and sign the contract' : 'See the contract'}
      </Link>
    </p>
  );
}

function inWords({ version, unsigned }: Standing): string {
  if (version === 0) return 'This group has no contract yet: no new case can be opened.';
  return unsigned === 1
    ? 'The group’s contract waits for 1 signature: no new case can be opened.'
    : `The group’s contract waits for ${unsigned} signatures: no new case can be opened.`;
}
