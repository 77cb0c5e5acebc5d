import type { SessionView } from '@/shared/api/shapes';
import { Button, type ButtonProps } from '@/shared/ui/button';

type Props = { person: SessionView['person'] } & Pick<ButtonProps, 'onPress' | 'onHoverStart'>;

export function PersonButton({ person, ...presses }: Props) {
  return (
    <Button {...presses} look="plain" size="small" aria-haspopup="menu">
      <span className="person-initials">{person.initials}</span>
      <span className="person-name">{person.name}</span>
      <span className="visually-hidden">: account, theme, sign out</span>
    </Button>
  );
}
