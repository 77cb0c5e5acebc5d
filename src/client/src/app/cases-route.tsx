import { Link } from '@tanstack/react-router';
import { CaseListPage } from '@/features/cases/case-list-page';
import { useTitle } from '@/shared/ui/use-title';
import { Words } from '@/shared/ui/words';
import { ContractNotice } from './contract-notice';
import { useSession } from './use-session';
import '@/shared/ui/button.css';
import '@/shared/ui/link.css';

export function CasesRoute() {
  useTitle('Cases');
  const session = useSession();
  return (
    <>
      <CaseListPage
        session={session}
        ways={{
          import: (
            <Link to="/cases/import" className="button" data-look="secondary">
              Import a file
            </Link>
          ),
          open: (
            <Link to="/cases/open" className="button" data-look="primary">
              Open a case
            </Link>
          ),
        }}
        groupLink={(groupId, name) => (
          <Link to="/groups/$groupId" params={{ groupId }}>
            {name}
          </Link>
        )}
        notice={(groupId) => <ContractNotice groupId={groupId} />}
        linkTo={(caseId, title) => (
          <Link to="/cases/$caseId" params={{ caseId }}>
            <Words>{title}</Words>
          </Link>
        )}
      />
    </>
  );
}
