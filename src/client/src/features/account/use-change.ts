import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemOf } from '@/shared/api/problem';
import { accountKey } from './account-queries';

/** Something done to the account; what is shown of it is asked for anew. */
export function useChange<Input, Result>(change: (input: Input) => Promise<Result>, onDone?: (result: Result) => void) {
  const queries = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: change,
    onSuccess: (result) => {
      void queries.invalidateQueries({ queryKey: accountKey });
      onDone?.(result);
    },
  });
  return { run: mutate, problem: error ? problemOf(error) : undefined, isBusy: isPending };
}
