import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { ExportEntry } from '@/shared/api/shapes';
import { exactTime } from '@/shared/time/when';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { exportsQuery } from './export-queries';
import { partWords } from './parts';
import { saveFile } from './save-file';

export function ExportRow({ entry }: { entry: ExportEntry }) {
  const queries = useQueryClient();
  const fetchIt = useMutation({
    mutationFn: () => api.fetchFile('/api/account/exports/{exportId}/fetch', { path: { exportId: entry.id } }),
    onSuccess: ({ name, content }) => saveFile(name, content),
    onSettled: () => queries.invalidateQueries(exportsQuery),
  });
  return (
    <li className="exports-row">
      <div>
        <p className="exports-row-name" role="status">
          {words[entry.state]}
        </p>
        <p className="quiet small">
          {partWords(entry.parts)}. Asked for {exactTime(entry.askedAt)}
          {entry.state === 'ready' ? `; gone ${exactTime(entry.expiresAt)}` : ''}.
        </p>
        {fetchIt.error ? <ProblemMessage problem={problemOf(fetchIt.error)} /> : null}
      </div>
      {entry.state === 'ready' ? (
        <Button look="primary" isDisabled={fetchIt.isPending} onPress={() => fetchIt.mutate()}>
          Fetch it
        </Button>
      ) : null}
    </li>
  );
}

const words: Readonly<Record<ExportEntry['state'], string>> = {
  making: 'Is being made. You can leave this page.',
  ready: 'Ready to be fetched, once',
  fetched: 'Fetched. Nothing of it is kept here.',
};
