import { Message } from '@/shared/ui/message';

export function AnonymisedWarning() {
  return (
    <Message tone="caution" title="The text must be anonymised">
      <p>
        Nothing checks it yet. Before you go on, make sure that no name, place, date, workplace or rare detail points at
        the client or at anybody else.
      </p>
    </Message>
  );
}
