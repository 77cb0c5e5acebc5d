import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { codebooksQuery } from '@/features/codebooks/codebooks-query';
import { caseQuery } from '@/features/cases/case-queries';
import { ErasedCase } from '@/features/erasure/erased-case';
import { problemOf } from '@/shared/api/problem';
import type { CaseView } from '@/shared/api/shapes';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useSlow } from '@/shared/ui/use-slow';
import { OpenCase } from './open-case';
import { roleIn } from './role-in-case';
import './case-route.css';
import './plain-page.css';

export function CaseRoute() {
  const { caseId } = useParams({ from: '/signed-in/cases/$caseId' });
  const caseView = useQuery(caseQuery(caseId));
  const codebooks = useQuery(codebooksQuery);
  const isSlow = useSlow(caseView.isPending || codebooks.isPending);
  const error = caseView.error ?? codebooks.error;

  if (caseView.data?.isErased) {
    return <ErasedCase caseId={caseId} isConcerned={isConcerned(caseView.data)} back={<ToCases />} />;
  }
  if (caseView.data && codebooks.data) {
    return <OpenCase key={caseId} caseView={caseView.data} codebooks={codebooks.data} />;
  }
  if (error) {
    return <CaseProblem error={error} onRetry={() => void Promise.all([caseView.refetch(), codebooks.refetch()])} />;
  }
  return isSlow ? <TextToCome /> : null;
}

const isConcerned = (caseView: CaseView) => caseView.you === caseView.openedBy || roleIn(caseView) === 'supervisor';

const ToCases = () => <Link to="/cases">Go to your cases</Link>;

function CaseProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const problem = problemOf(error);
  if (problem.kind !== 'not-found') {
    return (
      <div className="plain-page">
        <h1>The case could not be opened</h1>
        <ProblemMessage problem={problem} onRetry={onRetry} />
      </div>
    );
  }
  return (
    <div className="plain-page">
      <h1>Case not found</h1>
      <p>This case does not exist, or it belongs to a group you are not in.</p>
      <p>
        <ToCases />
      </p>
    </div>
  );
}

function TextToCome() {
  return (
    <div className="text-to-come" role="status" aria-label="Loading the case">
      {Array.from({ length: 12 }, (_, index) => (
        <span key={index} aria-hidden="true" />
      ))}
    </div>
  );
}
