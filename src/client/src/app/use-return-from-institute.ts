import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sentenceOf, wayProblem } from '@/features/provider/way-problems';
import { leftForInstitute } from '@/shared/api/institute-way';
import { notify } from '@/shared/ui/notices';

/** Says how the way to the institute's provider ended, for a page that has itself gone there and come back. */
export function useReturnFromInstitute() {
  const navigate = useNavigate();
  useEffect(() => {
    const { pathname, search } = window.location;
    const problem = wayProblem(new URLSearchParams(search).get('problem'));
    const wasAway = leftForInstitute.take();
    if (problem !== undefined) {
      notify(sentenceOf(problem));
      void navigate({ to: pathname, replace: true });
    } else if (wasAway) {
      notify('You have shown who you are. Choose once more what you had chosen.');
    }
  }, [navigate]);
}
