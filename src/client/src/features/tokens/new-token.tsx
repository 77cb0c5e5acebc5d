import { useEffect, useRef } from 'react';
import { Button } from '@/shared/ui/button';
import { CopyField } from '@/shared/ui/copy-field';
import { Message } from '@/shared/ui/message';

/** The one time that the token is shown. */
export function NewToken({ secret, onDone }: { secret: string; onDone: () => void }) {
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className="new-token">
      <Message tone="good" title="Copy the token now">
        <p>It is shown this once and kept nowhere. If you lose it, make another.</p>
        <CopyField label="The token" value={secret} />
        <Button size="small" onPress={onDone}>
          I have copied it
        </Button>
      </Message>
    </div>
  );
}
