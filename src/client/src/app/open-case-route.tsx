import { Link, useNavigate } from '@tanstack/react-router';
import { Review } from '@/features/anonymisation/review';
import { OpenCasePage } from '@/features/cases/open-case-page';
import { useTitle } from '@/shared/ui/use-title';
import { useSession } from './use-session';

export function OpenCaseRoute() {
  useTitle('Open a case');
  const session = useSession();
  const navigate = useNavigate();
  return (
    <OpenCasePage
      session={session}
      Review={Review}
      onOpened={(caseId) => void navigate({ to: '/cases/$caseId', params: { caseId } })}
      importInstead={<Link to="/cases/import">Import a file instead</Link>}
    />
  );
}
