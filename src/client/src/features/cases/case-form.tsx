import { type ComponentType, type ReactNode, type SubmitEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { MarkedTitle } from '@/shared/anonymisation/marked-title';
import type { ReviewProps } from '@/shared/anonymisation/review-props';
import { withTyped } from '@/shared/anonymisation/subject';
import { useDraftCheck } from '@/shared/anonymisation/use-draft-check';
import { useSubjectCheck } from '@/shared/anonymisation/use-subject-check';
import type { SessionView } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { problemsOf, textLimit, titleLimit } from './case-draft';
import { decisionsOf } from './decisions';
import { DraftLine } from './draft-line';
import { GroupField } from './group-field';
import { ShareDialog } from './share-dialog';
import type { useCaseDraft } from './use-case-draft';
import { useOpenCase } from './use-open-case';
import './case-form.css';

export type CaseFormProps = {
  session: SessionView;
  draft: ReturnType<typeof useCaseDraft>;
  Review: ComponentType<ReviewProps>;
  title: string;
  intro: ReactNode;
  onOpened: (caseId: string) => void;
  onDiscard: () => void;
};

/** A case before it is shared: its words are checked as they are written, and shared once nothing stands open. */
export function CaseForm({ session, draft, Review, title, intro, onOpened, onDiscard }: CaseFormProps) {
  const [isChecked, setChecked] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { open, problem, isBusy } = useOpenCase((caseId) => {
    draft.drop();
    onOpened(caseId);
  });
  const value = { ...draft.value, groupId: draft.value.groupId ?? onlyGroup(session) };
  const { subject, groupId } = value;
  const check = useSubjectCheck(subject, draft.changeSubject, useDraftCheck(subject.disguises));
  const problems = isChecked ? problemsOf(value) : {};
  const group = session.groups.find((one) => one.id === groupId);
  const seenBy = `Once opened, seen by everyone in ${group ? group.name : 'the group you choose'}`;
  const isAnswered = check.state === 'checked' && check.open === 0;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    // The fields say what is wrong at once, so that the first of them can be gone to.
    flushSync(() => setChecked(true));
    if (Object.keys(problemsOf(value)).length > 0 || groupId === undefined) {
      form.current?.querySelector<HTMLElement>('[data-invalid] :is(button, input, textarea)')?.focus();
      return;
    }
    if (!isAnswered) return;
    if (decisionsOf(subject).length > 0) setAsking(true);
    else share();
  }

  function share() {
    if (groupId === undefined || !isAnswered) return;
    setAsking(false);
    draft.setSent(groupId);
    open({ ...value, groupId });
  }

  return (
    <form ref={form} className="case-form" data-wide onSubmit={submit} noValidate>
      <header className="case-form-head">
        <h1>{title}</h1>
        <p className="quiet">{intro}</p>
        <DraftLine restoredAt={draft.restoredAt} isKept={draft.isKept} keptAt={draft.keptAt} onDiscard={onDiscard} />
      </header>
      <GroupField session={session} value={groupId} problem={problems.group} onChange={draft.chooseGroup} />
      <MarkedTitle
        subject={subject}
        limit={titleLimit}
        seenBy={seenBy}
        problem={problems.title}
        onType={(words) => draft.changeSubject((now) => withTyped(now, 'title', words))}
      />
      <Review
        subject={subject}
        onChange={draft.changeSubject}
        check={check}
        isFixed={subject.text.blocks !== undefined}
        seenBy={seenBy}
        limit={textLimit}
        problem={problems.text}
      />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <div className="case-form-actions">
        <Button type="submit" look="primary" isDisabled={isBusy || check.open > 0 || isUnknown(check.state, value)}>
          {isBusy ? 'Opening' : 'Open the case'}
        </Button>
        <span className="quiet" role="status">
          {remaining(check)}
        </span>
      </div>
      <ShareDialog
        subject={subject}
        group={group ? group.name : 'the group'}
        isOpen={isAsking && isAnswered}
        onShare={share}
        onClose={() => setAsking(false)}
      />
    </form>
  );
}

/** An empty form may be sent to hear what is missing; words that are not checked may not. */
const isUnknown = (state: string, value: Parameters<typeof problemsOf>[0]) =>
  state !== 'checked' && Object.keys(problemsOf(value)).length === 0;

function remaining({ state, open }: ReturnType<typeof useSubjectCheck>): string {
  if (state === 'away') return 'The text must be checked first.';
  if (open === 0) return '';
  return open === 1 ? '1 passage remains to be answered.' : `${open} passages remain to be answered.`;
}

const onlyGroup = (session: SessionView) => (session.groups.length === 1 ? session.groups[0]?.id : undefined);
