import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { erasureQuery } from './erasure-queries';
import { Steps } from './steps';
import './erasure.css';

type Props = {
  caseId: string;
  /** Whether the receipt is shown: to whoever brought the case, and to the supervisor. */
  isConcerned: boolean;
  back: ReactNode;
};

/** In the place of a case whose words are gone. */
export function ErasedCase({ caseId, isConcerned, back }: Props) {
  const { data: view } = useQuery({ ...erasureQuery(caseId), enabled: isConcerned });
  return (
    <div className="plain-page">
      <h1>This case has been erased</h1>
      <p className="erased-bar">Removed to protect identity</p>
      <p>
        Its title, its text and all that was written about it can no longer be read, by anyone: the key that opened them
        has been destroyed. Hours and signatures are not touched.
      </p>
      {view?.progress ? <Steps progress={view.progress} /> : null}
      <p>{back}</p>
    </div>
  );
}
