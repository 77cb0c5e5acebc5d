import { TextField } from '@/shared/ui/text-field';
import { reasonLimit } from './provider-query';

type Props = { value: string; onChange: (value: string) => void };

export function ReasonField({ value, onChange }: Props) {
  return (
    <TextField
      label="Reason for the change"
      hint="If there is one. Kept with the change."
      lines={2}
      limit={reasonLimit}
      value={value}
      onChange={onChange}
      seenBy="The institute’s administrators"
      autoComplete="off"
    />
  );
}
