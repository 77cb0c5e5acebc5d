import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '@/shared/api/problem';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useSlow } from '@/shared/ui/use-slow';
import { MakeToken } from './make-token';
import { NewToken } from './new-token';
import { TokenList } from './token-list';
import { tokensQuery } from './tokens-query';
import './tokens.css';

/** A section of one's account: the tokens by which one's programs come in. */
export function AccessTokens() {
  const { data: tokens, error, isPending, refetch } = useQuery(tokensQuery);
  const isSlow = useSlow(isPending);
  const [state, setState] = useState<{ kind: 'list' } | { kind: 'making' } | { kind: 'made'; secret: string }>({
    kind: 'list',
  });

  return (
    <section className="tokens" aria-labelledby="tokens-title">
      <header className="tokens-head">
        <h2 id="tokens-title">Access tokens</h2>
        <p className="quiet">
          A token lets a program of yours in without your password, and only to what you allow it. Treat it as a
          password: whoever has it is you.
        </p>
      </header>
      {state.kind === 'made' ? <NewToken secret={state.secret} onDone={() => setState({ kind: 'list' })} /> : null}
      {state.kind === 'making' ? (
        <MakeToken
          onMade={(secret) => setState({ kind: 'made', secret })}
          onCancel={() => setState({ kind: 'list' })}
        />
      ) : null}
      {error && !tokens ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      {isSlow ? (
        <p className="quiet" role="status">
          Loading the tokens
        </p>
      ) : null}
      {tokens ? <TokenList tokens={tokens} /> : null}
      {state.kind === 'list' ? (
        <Button look="primary" onPress={() => setState({ kind: 'making' })}>
          Make a token
        </Button>
      ) : null}
    </section>
  );
}
