import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { Slot } from './fold';
import { heightKey, type Heights, type Hold } from './use-slots';

type PlacedProps = {
  slot: Slot;
  open: boolean;
  heights: Heights;
  position: number;
  of: number;
  keep: (hold: Hold | undefined) => void;
  children: ReactNode;
};

/** Puts a card where it belongs, moves it there gently when that changes, and reports how tall it really is. */
export function Placed({ slot, open, heights, position, of, keep, children }: PlacedProps) {
  const ref = useRef<HTMLLIElement>(null);
  const id = slot.first;
  const measured = slot.kind === 'card';
  // What has just appeared must not glide in from elsewhere.
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setSettled(true));
    return () => cancelAnimationFrame(frame);
  }, []);

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || !measured) return undefined;
    const report = () => {
      const height = Math.ceil(element.offsetHeight);
      const key = heightKey(id, open);
      const known = heights.get().of;
      if (height > 0 && known.get(key) !== height) heights.set({ of: new Map(known).set(key, height) });
    };
    report();
    const resized = new ResizeObserver(report);
    resized.observe(element);
    return () => resized.disconnect();
  }, [id, open, measured, heights]);

  const still = () => {
    if (slot.kind === 'stack') return;
    keep({ id, kind: slot.kind, top: slot.top, height: slot.height });
  };
  return (
    // Only watched, to hold still what someone is at.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      ref={ref}
      className="margin-slot"
      data-kind={slot.kind}
      data-open={open || undefined}
      data-settled={settled || undefined}
      aria-posinset={position}
      aria-setsize={of}
      style={{ transform: `translateY(${Math.round(slot.top)}px)` }}
      onPointerEnter={still}
      onPointerLeave={() => keep(undefined)}
      onFocus={still}
      onBlur={() => keep(undefined)}
    >
      {children}
    </li>
  );
}
