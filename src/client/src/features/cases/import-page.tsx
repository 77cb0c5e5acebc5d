import { type ComponentType, type ReactNode, useState } from 'react';
import { passageOf } from '@/shared/anonymisation/passage';
import type { ReviewProps } from '@/shared/anonymisation/review-props';
import type { SessionView } from '@/shared/api/shapes';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { freshDraft, isEmptyDraft } from './case-draft';
import { CaseForm } from './case-form';
import { FileField } from './file-field';
import { GroupField } from './group-field';
import { fileProblem } from './import-file';
import { TranscriptChoice } from './transcript-choice';
import { useCaseDraft } from './use-case-draft';
import { type FromFile, useImport } from './use-import';
import './case-form.css';

type Props = {
  session: SessionView;
  Review: ComponentType<ReviewProps>;
  onOpened: (caseId: string) => void;
  pasteInstead: ReactNode;
};

/** A file is read, and its words go the same way as what is written here. */
export function ImportPage({ session, Review, onOpened, pasteInstead }: Props) {
  const draft = useCaseDraft(session.person.id, 'import');
  if (!draft.isHere) return null;
  if (isEmptyDraft(draft.value)) {
    return (
      <ChooseFile session={session} pasteInstead={pasteInstead} onRead={(words) => draft.change(() => from(words))} />
    );
  }
  return (
    <CaseForm
      session={session}
      draft={draft}
      Review={Review}
      title="Check what you import"
      intro="The file was read and not kept. Go through its words before you open the case."
      onOpened={onOpened}
      onDiscard={draft.drop}
    />
  );
}

function from({ groupId, title, text, blocks }: FromFile) {
  const fresh = freshDraft();
  return { ...fresh, groupId, subject: { ...fresh.subject, title: passageOf(title), text: passageOf(text, blocks) } };
}

type ChooseProps = { session: SessionView; pasteInstead: ReactNode; onRead: (words: FromFile) => void };

function ChooseFile({ session, pasteInstead, onRead }: ChooseProps) {
  const [groupId, setGroupId] = useState(session.groups.length === 1 ? session.groups[0]?.id : undefined);
  const [file, setFile] = useState<File>();
  const [isChecked, setChecked] = useState(false);
  const { send, startOver, transcripts, problem, isBusy, sending } = useImport(onRead);
  const wrong = file && fileProblem(file);

  function choose(chosen: File) {
    setFile(chosen);
    setChecked(true);
    startOver();
    if (groupId !== undefined && fileProblem(chosen) === undefined) send({ groupId, file: chosen });
  }

  function chooseGroup(chosen: string) {
    setGroupId(chosen);
    startOver();
    if (file && wrong === undefined) send({ groupId: chosen, file });
  }

  return (
    <div className="case-form">
      <header className="case-form-head">
        <h1>Import a file</h1>
        <p className="quiet">
          A text file becomes one case. A CSV file of transcripts lets you choose one of them. You go through the words
          before anybody else reads them. {pasteInstead}
        </p>
      </header>
      <GroupField
        session={session}
        value={groupId}
        problem={isChecked && groupId === undefined ? 'Choose the group that will read this case.' : undefined}
        onChange={chooseGroup}
      />
      <FileField file={file} problem={wrong} isBusy={isBusy} onChoose={choose} />
      {problem ? <ProblemMessage problem={problem} /> : null}
      {transcripts && file && groupId !== undefined ? (
        <TranscriptChoice
          transcripts={transcripts}
          busyWith={sending?.transcript}
          onChoose={(transcript) => send({ groupId, file, transcript })}
        />
      ) : null}
    </div>
  );
}
