import { Button } from 'react-aria-components/Button';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import './select.css';
import './popover.css';

export type Option = { id: string; label: string };

export type SelectProps = {
  label: string;
  hint?: string;
  problem?: string | undefined;
  options: readonly Option[];
  value: string | undefined;
  onChange: (id: string) => void;
};

export function Select({ label, hint, problem, options, value, onChange }: SelectProps) {
  return (
    <AriaSelect
      className="select"
      placeholder="Choose"
      isInvalid={problem !== undefined}
      value={value ?? null}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
    >
      <Label>{label}</Label>
      {hint === undefined ? null : (
        <Text slot="description" className="text-field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="text-field-problem">{problem}</FieldError>
      <Button className="select-button">
        <SelectValue />
        <span aria-hidden="true" className="select-arrow" />
      </Button>
      <Popover className="popover select-popover">
        <ListBox className="list-box">
          {options.map((option) => (
            <ListBoxItem key={option.id} id={option.id} className="list-box-item" textValue={option.label}>
              {option.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
