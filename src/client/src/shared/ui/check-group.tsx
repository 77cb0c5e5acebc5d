import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import type { Option } from './select';
import './check-group.css';

type Props<T extends string> = {
  label: string;
  hint?: string;
  problem?: string | undefined;
  options: readonly (Option & { id: T })[];
  value: readonly T[];
  onChange: (value: T[]) => void;
};

/** Any of several. */
export function CheckGroup<T extends string>({ label, hint, problem, options, value, onChange }: Props<T>) {
  return (
    <CheckboxGroup
      className="check-group"
      isInvalid={problem !== undefined}
      value={[...value]}
      onChange={(ids) => onChange(options.map(({ id }) => id).filter((id) => ids.includes(id)))}
    >
      <Label>{label}</Label>
      {hint === undefined ? null : (
        <Text slot="description" className="text-field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="text-field-problem">{problem}</FieldError>
      {options.map((option) => (
        <CheckboxField key={option.id} value={option.id}>
          <CheckboxButton className="check">
            <span className="check-box" aria-hidden="true" />
            {option.label}
          </CheckboxButton>
        </CheckboxField>
      ))}
    </CheckboxGroup>
  );
}
