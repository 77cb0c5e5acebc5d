import type { RefObject } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import type { Thread } from '@/features/annotations/room/types';
import { usePage } from '../state/page';
import { LineCard } from './line-card';
import '@/shared/ui/popover.css';

type StackListProps = { label: string; threads: readonly Thread[]; anchor: RefObject<HTMLElement | null> };

export function StackList({ label, threads, anchor }: StackListProps) {
  const page = usePage();
  const close = () => page.store.set({ openStack: undefined });
  return (
    <Popover
      className="popover stack-list"
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => {
        if (!open) close();
      }}
      placement="bottom start"
      offset={4}
    >
      <Dialog aria-label={label}>
        <ol role="list">
          {threads.map((thread) => (
            <li key={thread.id}>
              <LineCard thread={thread} onOpen={close} />
            </li>
          ))}
        </ol>
      </Dialog>
    </Popover>
  );
}
