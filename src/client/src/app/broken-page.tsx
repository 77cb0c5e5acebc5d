import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { problemOf } from '@/shared/api/problem';
import { systemClock } from '@/shared/time/clock';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useTitle } from '@/shared/ui/use-title';
import './plain-page.css';

const pause = 3_000;

/** The page could not be made: no connection at the start, or a fault of ours. */
export function BrokenPage({ error }: ErrorComponentProps) {
  const router = useRouter();
  const problem = problemOf(error);
  const isAway = problem.kind === 'no-connection';
  const title = isAway ? 'No connection' : 'Something went wrong';
  const retry = useCallback(() => void router.invalidate(), [router]);
  useTitle(title);

  // Each failed try comes here with a new error, and waits again.
  useEffect(() => (isAway ? systemClock.after(pause, retry) : undefined), [error, isAway, retry]);

  return (
    <main className="plain-page">
      <h1>{title}</h1>
      {isAway ? (
        <p>The server cannot be reached. This page tries again every few seconds.</p>
      ) : (
        <ProblemMessage problem={problem} onRetry={retry} />
      )}
      <p className="quiet">Changes that were not kept yet wait on this device and are sent once the page is back.</p>
    </main>
  );
}
