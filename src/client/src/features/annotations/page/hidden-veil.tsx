import { useEffect, useRef } from 'react';
import { Button } from '@/shared/ui/button';
import { usePage } from './state/page';

/** Nothing of the case is on the screen, nor in what is read aloud, until a key or a press. */
export function HiddenVeil() {
  const page = usePage();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <div ref={ref} className="hidden-veil" role="dialog" aria-modal="true" aria-label="Hidden" tabIndex={-1}>
      <p>Hidden. Press any key to go on reading.</p>
      <Button onPress={() => page.store.set({ hidden: false })}>Show</Button>
    </div>
  );
}
