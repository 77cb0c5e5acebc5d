import { type ReactNode, useState } from 'react';
import type { SessionView } from '@/shared/api/shapes';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { AnonymisedWarning } from './anonymised-warning';
import { FileField } from './file-field';
import { GroupField } from './group-field';
import { fileProblem } from './import-file';
import { TranscriptChoice } from './transcript-choice';
import { useImport } from './use-import';
import './case-form.css';

type Props = { session: SessionView; onImported: (caseIds: string[]) => void; pasteInstead: ReactNode };

export function ImportPage({ session, onImported, pasteInstead }: Props) {
  const [groupId, setGroupId] = useState(session.groups.length === 1 ? session.groups[0]?.id : undefined);
  const [file, setFile] = useState<File>();
  const [isChecked, setChecked] = useState(false);
  const { send, startOver, transcripts, problem, isBusy, sending } = useImport(onImported);
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
          A text file becomes one case. A CSV file of transcripts lets you choose one of them. {pasteInstead}
        </p>
      </header>
      <AnonymisedWarning />
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
