import type { Problem } from '@/shared/api/problem';
import { Button } from './button';
import { Message } from './message';

/** What happened, what to do, and a code to quote. */
export function ProblemMessage({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const trace = problem.kind === 'failure' ? problem.traceId : undefined;
  return (
    <Message tone="problem">
      <p>{problem.sentence}</p>
      {trace === undefined ? null : (
        <p className="small">
          Code to quote: <code>{trace}</code>
        </p>
      )}
      {onRetry ? (
        <Button size="small" onPress={onRetry}>
          Try again
        </Button>
      ) : null}
    </Message>
  );
}
