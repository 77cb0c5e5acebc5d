import { memo, useCallback, useMemo, useRef } from 'react';
import type { Thread } from '@/features/annotations/room/types';
import { usePage } from '../state/page';
import { useStore } from '../state/store';
import { Card } from './card';
import { LineCard } from './line-card';
import { StackCard } from './stack-card';
import { Placed } from './placed';
import { useHeights, useSlots, type Hold } from './use-slots';
import { Joining } from './joining';
import type { Slot } from './fold';
import './margin.css';

const AHEAD = 900;
const STEP = 360;

/** Annotations beside the words they are about. Only those near the window are in the document. */
export const Margin = memo(function Margin({ threads }: { threads: readonly Thread[] }) {
  const page = usePage();
  const heights = useHeights();
  const hold = useRef<Hold | undefined>(undefined);
  const holdOf = useCallback(() => hold.current, []);
  const slots = useSlots(threads, heights, holdOf);
  const top = useStore(page.view, (view) => Math.floor(view.top / STEP) * STEP);
  const height = useStore(page.view, (view) => view.bottom - view.top);
  const bottom = top + height + STEP;
  const selected = useStore(page.store, (state) => state.selected);
  const order = useMemo(() => new Map(threads.map((thread, index) => [thread.id, index])), [threads]);
  const shown = slots.filter((slot) => slot.top + slot.height > top - AHEAD && slot.top < bottom + AHEAD);
  const keep = useCallback((next: Hold | undefined) => {
    hold.current = next;
  }, []);

  return (
    <>
      <Joining slot={slots.find((slot) => slot.kind === 'card' && slot.first === selected)} />
      <ol role="list" className="margin-list">
        {shown.map((slot) => {
          const index = order.get(slot.first) ?? 0;
          const thread = threads[index];
          if (!thread) return null;
          const open = thread.id === selected;
          return (
            <Placed
              key={slot.kind === 'stack' ? `stack ${slot.first}` : thread.id}
              slot={slot}
              open={open}
              heights={heights}
              position={index + 1}
              of={threads.length}
              keep={keep}
            >
              <SlotView slot={slot} thread={thread} open={open} threads={threads} order={order} />
            </Placed>
          );
        })}
      </ol>
    </>
  );
});

type SlotViewProps = {
  slot: Slot;
  thread: Thread;
  open: boolean;
  threads: readonly Thread[];
  order: ReadonlyMap<string, number>;
};

function SlotView({ slot, thread, open, threads, order }: SlotViewProps) {
  switch (slot.kind) {
    case 'card':
      return <Card thread={thread} open={open} />;
    case 'line':
      return <LineCard thread={thread} />;
    case 'stack':
      return (
        <StackCard
          threads={slot.ids.flatMap((id) => {
            const held = threads[order.get(id) ?? -1];
            return held ? [held] : [];
          })}
        />
      );
  }
}
