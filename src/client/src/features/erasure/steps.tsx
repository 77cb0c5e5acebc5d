import type { ErasureProgress } from '@/shared/api/shapes';
import { exactTime } from '@/shared/time/when';
import { reasonWords, scopeWords, type Step, stepsOf } from './words';
import './erasure.css';

/** The receipt: what happened when, and how much it was. */
export function Steps({ progress }: { progress: ErasureProgress }) {
  return (
    <>
      <StepList steps={stepsOf(progress)} />
      <p className="quiet small">
        Reason: {reasonWords(progress.why).toLowerCase()}.
        {progress.scope ? ` Gone: title, text, ${scopeWords(progress.scope)}.` : ''}
      </p>
    </>
  );
}

export const StepList = ({ steps }: { steps: readonly Step[] }) => (
  <ol role="list" className="erasure-steps" aria-label="What has happened">
    {steps.map(({ what, at }) => (
      <li key={what}>
        <bdi>{what}</bdi>
        <time className="quiet small" dateTime={at}>
          {exactTime(at)}
        </time>
      </li>
    ))}
  </ol>
);
