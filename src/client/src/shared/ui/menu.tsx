import type { ReactNode } from 'react';
import { Header } from 'react-aria-components/Header';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
} from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import './menu.css';
import './popover.css';

type MenuProps = { trigger: ReactNode; children: ReactNode; label: string; isOpenAtFirst?: boolean };

/** A button, given as `trigger`, that opens a menu of `MenuItem`s and `MenuChoice`s. */
export function Menu({ trigger, children, label, isOpenAtFirst = false }: MenuProps) {
  return (
    <MenuTrigger defaultOpen={isOpenAtFirst}>
      {trigger}
      <Popover className="popover" placement="bottom end">
        <AriaMenu className="menu" aria-label={label}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

export function MenuItem({ children, onAction }: { children: string; onAction: () => void }) {
  return (
    <AriaMenuItem className="menu-item" onAction={onAction}>
      {children}
    </AriaMenuItem>
  );
}

type ChoiceProps<T extends string> = {
  label: string;
  options: readonly { id: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
};

/** One of several, inside a menu; choosing keeps the menu open so that the effect can be seen. */
export function MenuChoice<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  return (
    <AriaMenuSection
      className="menu-section"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys !== 'all' && keys.has(option.id));
        if (chosen) onChange(chosen.id);
      }}
      shouldCloseOnSelect={false}
    >
      <Header className="menu-header">{label}</Header>
      {options.map((option) => (
        <AriaMenuItem key={option.id} id={option.id} className="menu-item">
          {option.label}
        </AriaMenuItem>
      ))}
    </AriaMenuSection>
  );
}
