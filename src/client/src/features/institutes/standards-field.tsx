import { useQuery } from '@tanstack/react-query';
import { problemOf } from '@/shared/api/problem';
import { CheckboxGroup } from '@/shared/ui/checkbox-group';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useSlow } from '@/shared/ui/use-slow';
import { standardsQuery } from './institute-query';
import { standardOptions } from './settings-draft';

type Props = { adopted: readonly string[]; chosen: readonly string[]; onChange: (chosen: string[]) => void };

/** Until it is known which there are, none is said to be gone from the list. */
export function StandardsField({ adopted, chosen, onChange }: Props) {
  const { data: standards, error, isPending, refetch } = useQuery(standardsQuery);
  const isSlow = useSlow(isPending);
  if (standards) {
    return (
      <CheckboxGroup
        label="Training standards"
        hint="Whose rules hours are counted by. Bodies change their rules: confirm one with its body before you rely on it."
        options={standardOptions(standards, adopted)}
        value={chosen}
        onChange={onChange}
      />
    );
  }
  if (error) return <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} />;
  return isSlow ? (
    <div className="institute-to-come" role="status" aria-label="Loading the training standards" />
  ) : null;
}
