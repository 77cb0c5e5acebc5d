import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { Reader } from '@/shared/api/shapes';
import { exactTime } from '@/shared/time/when';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { visitsOf } from './visits';
import './who-has-seen.css';

const readersQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['cases', caseId, 'readers'],
    queryFn: async ({ signal }) => (await api.get('/api/cases/{caseId}/readers', { path: { caseId }, signal })).readers,
    staleTime: 0,
  });

/** A plain list, for whoever brought the case and for the supervisor. */
export function WhoHasSeen({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const { data: readers, error, refetch } = useQuery(readersQuery(caseId));
  return (
    <Dialog title="Who has seen this case" isOpen onClose={onClose}>
      <p className="quiet">
        Each opening is recorded, and kept for as long as your institute says. The same again within ten minutes counts
        as one.
      </p>
      {readers ? <List readers={readers} /> : null}
      {error ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      <DialogActions>
        <Button onPress={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}

function List({ readers }: { readers: readonly Reader[] }) {
  const visits = visitsOf(readers);
  if (visits.length === 0) return <p>Nobody has opened it yet.</p>;
  return (
    <ul role="list" className="visits" aria-label="Openings, newest first">
      {visits.map((visit) => (
        <li key={`${visit.personId} ${visit.at}`}>
          <bdi>{visit.name}</bdi>
          <time className="quiet small" dateTime={visit.at}>
            {exactTime(visit.at)}
          </time>
        </li>
      ))}
    </ul>
  );
}
