import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import './button.css';

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style'> & {
  /** One primary action a screen. `plain` looks like text, `danger` is for what cannot be undone. */
  look?: 'primary' | 'secondary' | 'plain' | 'danger';
  size?: 'normal' | 'small';
};

export function Button({ look = 'secondary', size = 'normal', ...props }: ButtonProps) {
  return <AriaButton {...props} className="button" data-look={look} data-size={size} />;
}
