import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { api } from '@/shared/api/client';
import { type Problem, problemOf } from '@/shared/api/problem';
import type { ImportReport } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { Message } from '@/shared/ui/message';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { ImportReportTable } from './import-report';
import { invitationsQuery } from './people-queries';
import './people.css';

type Props = { back: ReactNode };
type Upload = { file: File; dryRun: boolean };

/** A list of people: first what it would do, line by line, then the invitations. */
export function PeopleImportPage({ back }: Props) {
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: (upload: Upload) => {
      const body = new FormData();
      body.set('file', upload.file);
      body.set('dryRun', String(upload.dryRun));
      return api.post('/api/people/import', { body });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });

  function choose(chosen: File) {
    setFile(chosen);
    reset();
    mutate({ file: chosen, dryRun: true });
  }

  return (
    <div className="people">
      <p>{back}</p>
      <header className="people-import-head">
        <h1>Invite from a list</h1>
        <p>
          A CSV file whose first line names the columns <code>name</code>, <code>email</code>, <code>roles</code> and,
          if you like, <code>group</code>. Several roles are parted by a semicolon. Nobody is invited before you have
          seen what will happen.
        </p>
      </header>
      <ListField file={file} isBusy={isPending} onChoose={choose} />
      {error ? <ListProblem problem={problemOf(error)} /> : null}
      {data ? (
        <Report report={data} isBusy={isPending} onInvite={() => file && mutate({ file, dryRun: false })} />
      ) : null}
    </div>
  );
}

function ListProblem({ problem }: { problem: Problem }) {
  const said = problem.kind === 'invalid' ? problem.errors['file']?.[0] : undefined;
  return said === undefined ? (
    <ProblemMessage problem={problem} />
  ) : (
    <Message tone="problem">
      <p>{said}</p>
    </Message>
  );
}

type ListFieldProps = { file: File | undefined; isBusy: boolean; onChoose: (file: File) => void };

function ListField({ file, isBusy, onChoose }: ListFieldProps) {
  return (
    <DropZone
      className="list-zone"
      onDrop={(event) => {
        const dropped = event.items.find((item) => item.kind === 'file');
        void dropped?.getFile().then(onChoose);
      }}
    >
      <Text slot="label">{file ? file.name : 'Drop a .csv file here'}</Text>
      <FileTrigger
        acceptedFileTypes={['.csv', 'text/csv']}
        onSelect={(files) => {
          const chosen = files?.item(0);
          if (chosen) onChoose(chosen);
        }}
      >
        <Button look={file ? 'secondary' : 'primary'} isDisabled={isBusy}>
          {file ? 'Choose another file' : 'Choose a file'}
        </Button>
      </FileTrigger>
      <span className="quiet small" role="status">
        {isBusy ? 'Reading the list' : 'Up to 500 people'}
      </span>
    </DropZone>
  );
}

type ReportProps = { report: ImportReport; isBusy: boolean; onInvite: () => void };

function Report({ report, isBusy, onInvite }: ReportProps) {
  const wrong = report.lines.filter((line) => line.verdict === 'wrong').length;
  const toInvite = report.lines.filter((line) => line.verdict === 'invite').length;
  if (!report.isDryRun) {
    return (
      <Message tone="good" title={`${report.invited} invited`}>
        <p>A letter went to each of them. It works once, and for fourteen days.</p>
      </Message>
    );
  }
  return (
    <section className="import-report" aria-labelledby="report">
      <h2 id="report">What will happen</h2>
      {report.newGroups.length > 0 ? (
        <p>
          {report.newGroups.length === 1 ? 'A new group is' : 'New groups are'} formed: {report.newGroups.join(', ')}.
        </p>
      ) : null}
      {wrong > 0 ? (
        <Message tone="problem" title={wrong === 1 ? 'One line must be put right' : `${wrong} lines must be put right`}>
          <p>Change them in your file and choose it again. Nobody is invited until then.</p>
        </Message>
      ) : null}
      {wrong === 0 && toInvite > 0 ? (
        <div>
          <Button look="primary" isDisabled={isBusy} onPress={onInvite}>
            {toInvite === 1 ? 'Invite this person' : `Invite these ${toInvite} people`}
          </Button>
        </div>
      ) : null}
      {wrong === 0 && toInvite === 0 ? <p>Everyone on the list is here or invited already.</p> : null}
      <ImportReportTable lines={report.lines} />
    </section>
  );
}
