import { Link, useNavigate } from '@tanstack/react-router';
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
      onImported={([only, ...others]) => {
        if (only !== undefined && others.length === 0)
          void navigate({ to: '/cases/$caseId', params: { caseId: only } });
        else void navigate({ to: '/cases' });
      }}
      pasteInstead={<Link to="/cases/open">Paste the text instead</Link>}
    />
  );
}
