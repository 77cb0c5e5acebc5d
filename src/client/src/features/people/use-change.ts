import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemOf } from '@/shared/api/problem';
import { invitationsQuery, peopleQuery } from './people-queries';

/** Something that changes who is at the institute, or what is on record of them. */
export function useChange<T>(change: (input: T) => Promise<unknown>, onDone?: () => void) {
  const queries = useQueryClient();
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: peopleQuery.queryKey }),
        queries.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
      ]);
      onDone?.();
    },
  });
  return { run: mutate, problem: error ? problemOf(error) : undefined, isBusy: isPending, startOver: reset };
}
