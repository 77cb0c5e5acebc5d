import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { CheckboxGroup as AriaCheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import './checkbox-group.css';

/** The hint says what it means, where the label alone does not. */
export type CheckboxOption<T extends string> = { id: T; label: string; hint?: string };

type Props<T extends string> = {
  label: string;
  hint?: string;
  options: readonly CheckboxOption<T>[];
  value: readonly T[];
  problem?: string | undefined;
  onChange: (value: T[]) => void;
};

/** Several of several, in the order in which they stand. */
export function CheckboxGroup<T extends string>({ label, hint, options, value, problem, onChange }: Props<T>) {
  return (
    <AriaCheckboxGroup
      className="checkbox-group"
      value={[...value]}
      isInvalid={problem !== undefined}
      onChange={(ids) => onChange(options.filter(({ id }) => ids.includes(id)).map(({ id }) => id))}
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
          <CheckboxButton className="checkbox">
            <span className="checkbox-box" aria-hidden="true" />
            <span>
              {option.label}
              {option.hint === undefined ? null : <span className="checkbox-hint quiet small"> {option.hint}</span>}
            </span>
          </CheckboxButton>
        </CheckboxField>
      ))}
    </AriaCheckboxGroup>
  );
}
