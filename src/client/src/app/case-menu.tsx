import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { caseQuery } from '@/features/cases/case-queries';
import { CloseCase, ReopenCase } from '@/features/cases/close-case';
import { StepOut } from '@/features/cases/step-out';
import { EraseCase } from '@/features/erasure/erase-case';
import { WhoHasSeen } from '@/features/readers/who-has-seen';
import { RemovedPassages } from '@/features/redactions/removed-passages';
import { TakeFurther } from '@/features/reviews/take-further';
import { useAnswersDraft } from '@/features/reviews/use-answers-draft';
import type { CaseView } from '@/shared/api/shapes';
import { isNothingLeft, type Named } from '@/shared/redaction/passages';
import { Menu, MenuItem } from '@/shared/ui/menu';
import { notify } from '@/shared/ui/notices';
import { roleIn } from './role-in-case';
import { useOtherGroups } from './use-session';

/** What one seldom does with a case. Whoever brought it stays with it; they and the supervisor see who has seen it. */
export function CaseMenu({ caseView, onNamed }: { caseView: CaseView; onNamed: (named: Named) => void }) {
  const [asked, setAsked] = useState<'readers' | 'removed' | 'further' | 'step-out' | 'erase' | 'close' | 'reopen'>();
  const draft = useAnswersDraft();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { id, you, openedBy, title, groupId, closedAt, blocks } = caseView;
  const brought = openedBy === you;
  const role = roleIn(caseView);
  const supervises = role === 'supervisor';
  const takesPart = role !== 'observer';
  const others = useOtherGroups(groupId);
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
        <MenuItem onAction={() => setAsked('removed')}>What was removed</MenuItem>
        {takesPart ? (
          <MenuItem onAction={() => onNamed({ passage: { in: 'title', start: 0, end: title.length }, words: title })}>
            The title names someone
          </MenuItem>
        ) : null}
        {takesPart && blocks.some(({ speaker }) => speaker && !isNothingLeft(speaker)) ? (
          <MenuItem onAction={() => onNamed({ passage: { in: 'speaker', start: 0, end: 0 }, words: '' })}>
            A speaker’s label names someone
          </MenuItem>
        ) : null}
        {takesPart ? <MenuItem onAction={() => setAsked('further')}>Beyond this group</MenuItem> : null}
        {brought || supervises ? (
          <MenuItem onAction={() => setAsked(closedAt == null ? 'close' : 'reopen')}>
            {closedAt == null ? 'Close this case' : 'Open it again'}
          </MenuItem>
        ) : null}
        {brought || supervises ? <MenuItem onAction={() => setAsked('erase')}>Erase this case</MenuItem> : null}
        {brought ? null : <MenuItem onAction={() => setAsked('step-out')}>I know this client</MenuItem>}
      </Menu>
      {asked === 'readers' ? <WhoHasSeen caseId={id} onClose={close} /> : null}
      {asked === 'removed' ? <RemovedPassages caseId={id} onClose={close} /> : null}
      {asked === 'further' ? <TakeFurther caseId={id} groups={others} draft={draft} onClose={close} /> : null}
      {asked === 'close' ? <CloseCase caseId={id} onClose={close} /> : null}
      {asked === 'reopen' ? <ReopenCase caseId={id} onClose={close} /> : null}
      {asked === 'erase' ? <EraseCase caseId={id} onClose={close} /> : null}
      {asked === 'step-out' ? <StepOut caseId={id} onSteppedOut={left} onClose={close} /> : null}
    </>
  );
}
