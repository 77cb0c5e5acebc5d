import { type ReactNode, type SubmitEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { SessionView } from '@/shared/api/shapes';
import { useDraft } from '@/shared/drafts';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { AnonymisedWarning } from './anonymised-warning';
import { type CaseDraft, edited, freshDraft, parseDraft, problemsOf, textLimit, titleLimit } from './case-draft';
import { GroupField } from './group-field';
import { useOpenCase } from './use-open-case';
import './case-form.css';

type Props = { session: SessionView; onOpened: (caseId: string) => void; importInstead: ReactNode };

export function OpenCasePage({ session, onOpened, importInstead }: Props) {
  const draft = useDraft<CaseDraft>(`open-case.${session.person.id}`, parseDraft, freshDraft);
  const [isChecked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { open, problem, isBusy } = useOpenCase((caseId) => {
    draft.drop();
    onOpened(caseId);
  });
  const value = { ...draft.value, groupId: draft.value.groupId ?? onlyGroup(session) };
  const problems = isChecked ? problemsOf(value) : {};
  const change = (words: Parameters<typeof edited>[1]) => draft.change(edited(value, words));

  function submit(event: SubmitEvent) {
    event.preventDefault();
    // The fields say what is wrong at once, so that the first of them can be gone to.
    flushSync(() => setChecked(true));
    if (Object.keys(problemsOf(value)).length > 0 || value.groupId === undefined) {
      form.current?.querySelector<HTMLElement>('[data-invalid] :is(button, input, textarea)')?.focus();
      return;
    }
    draft.change({ ...value, isSent: true });
    open({ ...value, groupId: value.groupId, title: value.title.trim() });
  }

  return (
    <form ref={form} className="case-form" onSubmit={submit} noValidate>
      <header className="case-form-head">
        <h1>Open a case</h1>
        <p className="quiet">What you type stays on this device until you open the case. {importInstead}</p>
      </header>
      <AnonymisedWarning />
      <GroupField
        session={session}
        value={value.groupId}
        problem={problems.group}
        onChange={(groupId) => change({ groupId })}
      />
      <TextField
        label="Title"
        hint="A name that points at nobody, such as “Heron”."
        value={value.title}
        limit={titleLimit}
        onChange={(title) => change({ title })}
        problem={problems.title}
        seenBy={seenBy(session, value.groupId)}
        autoComplete="off"
      />
      <TextField
        label="Text of the case"
        hint="Paste a formulation or a transcript. A line such as “Therapist: …” becomes a turn of that speaker."
        value={value.text}
        limit={textLimit}
        lines={16}
        onChange={(text) => change({ text })}
        problem={problems.text}
        seenBy={seenBy(session, value.groupId)}
        autoComplete="off"
      />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <div className="case-form-actions">
        <Button type="submit" look="primary" isDisabled={isBusy}>
          {isBusy ? 'Opening' : 'Open the case'}
        </Button>
      </div>
    </form>
  );
}

const onlyGroup = (session: SessionView) => (session.groups.length === 1 ? session.groups[0]?.id : undefined);

function seenBy(session: SessionView, groupId: string | undefined) {
  const group = session.groups.find((one) => one.id === groupId);
  return group
    ? `Once opened, seen by everyone in ${group.name}`
    : 'Once opened, seen by everyone in the group you choose';
}
