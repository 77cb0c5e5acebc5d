import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from './problem';
import { uuidv7 } from '@/shared/uuid';

type Attempt<Input> = { commandId: string; input: Input };

/** Sends a command. The same asked again, because its answer was lost, is the same command. */
export function useCommand<Input>(
  send: (commandId: string, input: Input) => Promise<unknown>,
  onDone: () => void = () => undefined,
) {
  const queries = useQueryClient();
  const [last, setLast] = useState<Attempt<Input>>();
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: ({ commandId, input }: Attempt<Input>) => send(commandId, input),
    onSuccess: async () => {
      setLast(undefined);
      onDone();
      // Whoever is in a group decides what else may be seen.
      await queries.invalidateQueries();
    },
  });

  function run(input: Input) {
    const isSame = last !== undefined && JSON.stringify(last.input) === JSON.stringify(input);
    const attempt = isSame ? last : { commandId: uuidv7(), input };
    setLast(attempt);
    mutate(attempt);
  }

  return { run, problem: error ? problemOf(error) : undefined, isBusy: isPending, forget: reset };
}
