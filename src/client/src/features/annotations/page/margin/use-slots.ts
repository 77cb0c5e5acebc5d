import { useMemo, useState } from 'react';
import type { Thread } from '@/features/annotations/room/types';
import { usePage } from '../state/page';
import { createStore, useStore, type Store } from '../state/store';
import { estimateHeight } from './estimate';
import { layOut, type Slot } from './fold';
import { Tops } from './tops';

export type Heights = Store<{ of: ReadonlyMap<string, number> }>;

/** The card someone is at, with pointer or focus: it holds still while neighbours come and go. */
export type Hold = { id: string; kind: 'card' | 'line'; top: number; height: number };

export function useHeights(): Heights {
  const [heights] = useState(() => createStore<{ of: ReadonlyMap<string, number> }>({ of: new Map() }));
  return heights;
}

export function useSlots(
  threads: readonly Thread[],
  heights: Heights,
  holdOf: () => Hold | undefined,
): readonly Slot[] {
  const page = usePage();
  const { geometry, version } = useStore(page.surface, (surface) => surface);
  const open = useStore(page.store, (state) => state.selected);
  const measured = useStore(heights, (state) => state.of);
  const [tops] = useState(() => new Tops());
  return useMemo(() => {
    if (!geometry) return [];
    const at = tops.of(threads, geometry, version, open);
    const hold = holdOf();
    return layOut(
      threads.map((thread, index) => ({
        id: thread.id,
        at: at[index] ?? 0,
        height: measured.get(heightKey(thread.id, thread.id === open)) ?? estimateHeight(thread),
        open: thread.id === open,
        ...(hold?.id === thread.id && thread.id !== open ? { hold } : {}),
      })),
    );
  }, [threads, geometry, version, open, measured, tops, holdOf]);
}

export const heightKey = (id: string, open: boolean) => (open ? `${id} open` : id);
