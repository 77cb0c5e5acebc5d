import { TextField } from '@/shared/ui/text-field';

export const reasonLimit = 500;

export const reasonProblem = (reason: string) =>
  reason.trim() === ''
    ? 'Say why, in a few words.'
    : reason.length > reasonLimit
      ? 'Say it in fewer words.'
      : undefined;

type Props = { value: string; problem: string | undefined; onChange: (value: string) => void };

/** Why: kept with the change. */
export function ReasonField({ value, problem, onChange }: Props) {
  return (
    <TextField
      label="Reason"
      hint="Kept with the change. No word about a client."
      lines={2}
      limit={reasonLimit}
      value={value}
      problem={problem}
      onChange={onChange}
      seenBy="The institute’s administrators"
      autoComplete="off"
    />
  );
}
