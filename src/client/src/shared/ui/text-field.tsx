import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField';
import './text-field.css';

export type TextFieldProps = Omit<AriaTextFieldProps, 'className' | 'style' | 'children' | 'isInvalid'> & {
  label: string;
  hint?: string;
  /** Who can see what is typed here, in words. */
  seenBy?: string;
  /** What is wrong and what to do; shown above the box. */
  problem?: string | undefined;
  /** Shows how much room is left once it grows short, and says when it is over. */
  limit?: number;
  lines?: number;
};

const numbers = new Intl.NumberFormat('en-GB');

export function TextField({ label, hint, seenBy, problem, limit, lines = 1, ...props }: TextFieldProps) {
  return (
    <AriaTextField {...props} isInvalid={problem !== undefined} className="text-field">
      <Label>{label}</Label>
      {hint === undefined ? null : (
        <Text slot="description" className="text-field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="text-field-problem">{problem}</FieldError>
      {lines > 1 ? <TextArea rows={lines} /> : <Input />}
      <span className="text-field-foot">
        {seenBy === undefined ? null : <span className="seen-by">{seenBy}</span>}
        {limit === undefined ? null : <Room used={props.value?.length ?? 0} limit={limit} />}
      </span>
    </AriaTextField>
  );
}

function Room({ used, limit }: { used: number; limit: number }) {
  const left = limit - used;
  const words =
    left < 0 ? `${numbers.format(-left)} characters too many` : `${numbers.format(used)} of ${numbers.format(limit)}`;
  return (
    <span className="text-field-room" data-over={left < 0 || undefined} role={left < limit / 20 ? 'status' : undefined}>
      {words}
    </span>
  );
}
