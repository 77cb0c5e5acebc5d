import { useState } from 'react';
import { systemClock } from '@/shared/time/clock';
import { exactTime } from '@/shared/time/when';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { When } from '@/shared/ui/when';
import { scopesInWords } from './scopes';
import type { AccessToken } from './tokens-query';
import { useRevokeToken } from './use-tokens';

export function TokenList({ tokens }: { tokens: readonly AccessToken[] }) {
  const [asked, setAsked] = useState<AccessToken>();
  if (tokens.length === 0) return <p className="quiet">You have no tokens.</p>;
  return (
    <>
      <ul role="list" className="token-list">
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} onRevoke={() => setAsked(token)} />
        ))}
      </ul>
      {asked ? <RevokeDialog token={asked} onClose={() => setAsked(undefined)} /> : null}
    </>
  );
}

function TokenRow({ token, onRevoke }: { token: AccessToken; onRevoke: () => void }) {
  const [now] = useState(systemClock.now);
  const isOver = Date.parse(token.expiresAt) <= now;
  return (
    <li className="token-row">
      <span className="token-name">{token.name}</span>
      <p className="token-facts quiet small">
        <span>{scopesInWords(token.scopes)}</span>
        <span>
          {isOver ? 'Expired' : 'Expires'} {exactTime(token.expiresAt)}
        </span>
        <span>{token.lastUsedAt ? <LastUsed at={token.lastUsedAt} /> : 'Never used'}</span>
      </p>
      <Button size="small" aria-label={`Revoke ${token.name}`} onPress={onRevoke}>
        Revoke
      </Button>
    </li>
  );
}

function LastUsed({ at }: { at: string }) {
  return (
    <>
      Last used <When at={at} />
    </>
  );
}

function RevokeDialog({ token, onClose }: { token: AccessToken; onClose: () => void }) {
  const { revoke, problem, isBusy } = useRevokeToken(() => {
    notify('The token is revoked.');
    onClose();
  });
  return (
    <Dialog title={`Revoke “${token.name}”`} isOpen onClose={onClose}>
      <p>Programs that use this token are cut off at once and cannot come in with it again.</p>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button look="danger" isDisabled={isBusy} onPress={() => revoke(token.id)}>
          Revoke the token
        </Button>
        <Button onPress={onClose}>Keep it</Button>
      </DialogActions>
    </Dialog>
  );
}
