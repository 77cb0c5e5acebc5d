import { type ReactNode, useEffect } from 'react';
import { tellOfReturn } from '@/shared/api/institute-way';
import { Message } from '@/shared/ui/message';
import { sentenceOf, type WayProblem } from './way-problems';
import './provider.css';

type Props = { problem: WayProblem | undefined; goOn: ReactNode };

/** Where the window that was sent to the provider ends. It tells the page that sent it, and closes if the browser lets it. */
export function ConfirmedPage({ problem, goOn }: Props) {
  useEffect(() => {
    if (problem !== undefined) return;
    tellOfReturn();
    window.close();
  }, [problem]);
  return (
    <div className="provider-return">
      {problem === undefined ? (
        <>
          <h1>You have shown who you are</h1>
          <p>Close this window and go on where you were.</p>
        </>
      ) : (
        <>
          <h1>Not confirmed</h1>
          <Message tone="problem">
            <p>{sentenceOf(problem)}</p>
          </Message>
          <p>Close this window, and begin again where you were.</p>
        </>
      )}
      <p className="quiet">{goOn}</p>
    </div>
  );
}
