import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { CheckboxGroup as AriaCheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import './checkbox-group.css';

export type CheckboxOption<T extends string> = { id: T; label: string; hint: string };

type Props<T extends string> = {
  label: string;
  options: readonly CheckboxOption<T>[];
  value: readonly T[];
  problem?: string | undefined;
  onChange: (value: T[]) => void;
};

/** Several of several, each with a line that says what it means. */
export function CheckboxGroup<T extends string>({ label, options, value, problem, onChange }: Props<T>) {
  return (
    <AriaCheckboxGroup
      className="checkbox-group"
      value={[...value]}
      isInvalid={problem !== undefined}
      onChange={(ids) => onChange(options.filter(({ id }) => ids.includes(id)).map(({ id }) => id))}
    >
      <Label>{label}</Label>
      <FieldError className="text-field-problem">{problem}</FieldError>
      {options.map((option) => (
        <CheckboxField key={option.id} value={option.id}>
          <CheckboxButton className="checkbox">
            <span className="checkbox-box" aria-hidden="true" />
            <span>
              <span className="checkbox-label">{option.label}</span> <span className="quiet small">{option.hint}</span>
            </span>
          </CheckboxButton>
        </CheckboxField>
      ))}
    </AriaCheckboxGroup>
  );
}
