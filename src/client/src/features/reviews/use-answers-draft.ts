import { useState } from 'react';
import type { ReviewAnswers } from '@/shared/api/shapes';

export type AnswersDraft = { answers: ReviewAnswers | undefined; keep: (answers: ReviewAnswers | undefined) => void };

/** What is being answered. It outlives the dialog, so that one can look at the text meanwhile, and goes with the page. */
export function useAnswersDraft(): AnswersDraft {
  const [answers, keep] = useState<ReviewAnswers>();
  return { answers, keep };
}
