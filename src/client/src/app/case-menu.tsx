import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { caseQuery } from '@/features/cases/case-queries';
import { CloseCase, ReopenCase } from '@/features/cases/close-case';
import { StepOut } from '@/features/cases/step-out';
import { EraseCase } from '@/features/erasure/erase-case';
import { WhoHasSeen } from '@/features/readers/who-has-seen';
import type { CaseView } from '@/shared/api/shapes';
import { Menu, MenuItem } from '@/shared/ui/menu';
import { notify } from '@/shared/ui/notices';

/** What one seldom does with a case. Whoever brought it stays with it; they and the supervisor see who has seen it. */
export function CaseMenu({ caseView }: { caseView: CaseView }) {
  const [asked, setAsked] = useState<'readers' | 'step-out' | 'erase' | 'close' | 'reopen'>();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { id, you, openedBy, people, closedAt } = caseView;
  const brought = openedBy === you;
  const supervises = people.some((person) => person.id === you && person.role === 'supervisor');
  const close = () => setAsked(undefined);

  function left() {
    notify('You have left this case.');
    queries.removeQueries(caseQuery(id));
    void navigate({ to: '/cases' });
  }

  return (
    <>
      <Menu label="This case" trigger={<Button className="header-button">This case</Button>}>
        {brought || supervises ? <MenuItem onAction={() => setAsked('readers')}>Who has seen it</MenuItem> : null}
        {brought || supervises ? (
          <MenuItem onAction={() => setAsked(closedAt == null ? 'close' : 'reopen')}>
            {closedAt == null ? 'Close this case' : 'Open it again'}
          </MenuItem>
        ) : null}
        {brought || supervises ? <MenuItem onAction={() => setAsked('erase')}>Erase this case</MenuItem> : null}
        {brought ? null : <MenuItem onAction={() => setAsked('step-out')}>I know this client</MenuItem>}
      </Menu>
      {asked === 'readers' ? <WhoHasSeen caseId={id} onClose={close} /> : null}
      {asked === 'close' ? <CloseCase caseId={id} onClose={close} /> : null}
      {asked === 'reopen' ? <ReopenCase caseId={id} onClose={close} /> : null}
      {asked === 'erase' ? <EraseCase caseId={id} onClose={close} /> : null}
      {asked === 'step-out' ? <StepOut caseId={id} onSteppedOut={left} onClose={close} /> : null}
    </>
  );
}
