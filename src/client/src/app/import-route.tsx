import { Link, useNavigate } from '@tanstack/react-router';
import { Review } from '@/features/anonymisation/review';
import { ImportPage } from '@/features/cases/import-page';
import { useTitle } from '@/shared/ui/use-title';
import { useSession } from './use-session';

export function ImportRoute() {
  useTitle('Import a file');
  const session = useSession();
  const navigate = useNavigate();
  return (
    <ImportPage
      session={session}
      Review={Review}
      onOpened={(caseId) => void navigate({ to: '/cases/$caseId', params: { caseId } })}
      pasteInstead={<Link to="/cases/open">Paste the text instead</Link>}
    />
  );
}
