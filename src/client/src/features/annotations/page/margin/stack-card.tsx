import { memo, useRef } from 'react';
import type { Thread } from '@/features/annotations/room/types';
import type { Family } from '@/shared/api/shapes';
import { families, familyNames } from '../marks/patterns';
import { PatternSwatch } from '../marks/pattern-swatch';
import { usePage } from '../state/page';
import { useStore } from '../state/store';
import { familyOf } from './card-parts';
import { StackList } from './stack-list';

/** Many annotations on a few lines of text: how many of which family, and the list on demand. */
export const StackCard = memo(function StackCard({ threads }: { threads: readonly Thread[] }) {
  const page = usePage();
  const ref = useRef<HTMLButtonElement>(null);
  const id = threads[0]?.id;
  const open = useStore(page.store, (state) => state.openStack === id);
  const counts = new Map<Family, number>();
  for (const thread of threads) {
    const family = familyOf(page, thread);
    counts.set(family, (counts.get(family) ?? 0) + 1);
  }
  const label = `${threads.length} annotations here`;
  return (
    <>
      <button
        ref={ref}
        type="button"
        className="stack-card"
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => page.store.set({ openStack: open ? undefined : id })}
      >
        <span className="stack-card-title">{label}</span>
        <span className="stack-card-families">
          {families.map((family) => {
            const count = counts.get(family);
            if (count === undefined) return null;
            return (
              <span key={family} className="stack-card-family" data-family={family}>
                <PatternSwatch family={family} width={16} />
                <span className="visually-hidden">{familyNames[family]} </span>
                {count}
              </span>
            );
          })}
        </span>
      </button>
      {open ? <StackList label={label} threads={threads} anchor={ref} /> : null}
    </>
  );
});
