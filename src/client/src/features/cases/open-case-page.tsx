import type { ComponentType, ReactNode } from 'react';
import type { ReviewProps } from '@/shared/anonymisation/review-props';
import type { SessionView } from '@/shared/api/shapes';
import { CaseForm } from './case-form';
import { useCaseDraft } from './use-case-draft';

type Props = {
  session: SessionView;
  /** How title and text are gone through; of another feature, so the app hands it over. */
  Review: ComponentType<ReviewProps>;
  onOpened: (caseId: string) => void;
  importInstead: ReactNode;
};

export function OpenCasePage({ session, Review, onOpened, importInstead }: Props) {
  const draft = useCaseDraft(session.person.id, 'open-case');
  // It is there in a moment; what is typed before would be in its way.
  if (!draft.isHere) return null;
  return (
    <CaseForm
      session={session}
      draft={draft}
      Review={Review}
      title="Open a case"
      intro={importInstead}
      onOpened={onOpened}
      onDiscard={draft.drop}
    />
  );
}
