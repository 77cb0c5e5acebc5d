import { memo, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Thread } from '@/features/annotations/room/types';
import { goTo } from '../caret/step';
import { usePage } from '../state/page';
import { useStore } from '../state/store';
import { noArrivals, sortByView, withThreads } from './arrivals';

type NewsProps = { threads: readonly Thread[]; you: string; loaded: boolean };

/** “3 new above”: what others added out of sight, and the way there. What comes into sight is no longer news. */
export const News = memo(function News({ threads: newest, you, loaded }: NewsProps) {
  const threads = useDeferredValue(newest);
  const page = usePage();
  const geometry = useStore(page.surface, (surface) => surface.geometry);
  const [arrivals, setArrivals] = useState(noArrivals);
  const started = useRef(false);
  // Scrolling concerns it only while there is news.
  const waiting = arrivals.unseen.size > 0;
  const top = useStore(page.view, (view) => (waiting ? view.top : 0));
  const bottom = useStore(page.view, (view) => (waiting ? view.bottom : 0));

  useEffect(() => {
    if (!loaded) return;
    const first = !started.current;
    started.current = true;

    setArrivals((before) => withThreads(before, threads, you, first));
  }, [threads, you, loaded]);

  const where = useMemo(() => {
    if (!geometry || arrivals.unseen.size === 0) return { above: [], below: [], inView: [] };
    const starts = new Map(
      threads.filter((thread) => arrivals.unseen.has(thread.id)).map((thread) => [thread.id, thread.span.start]),
    );
    const heightOf = (id: string) => {
      const start = starts.get(id);
      return start === undefined ? undefined : geometry.roughTopOf(start);
    };
    return sortByView(arrivals.unseen, heightOf, { top: top + 60, bottom: bottom - 60 });
  }, [arrivals, threads, geometry, top, bottom]);

  useEffect(() => {
    if (where.inView.length === 0) return;
    const seen = new Set(where.inView);

    setArrivals((before) => ({ ...before, unseen: new Set([...before.unseen].filter((id) => !seen.has(id))) }));
  }, [where]);

  const go = (id: string | undefined) => {
    const thread = threads.find((other) => other.id === id);
    if (thread) goTo(page, thread, { focus: false });
  };
  return (
    <div className="news" role="status">
      {where.above.length > 0 ? (
        <button type="button" className="news-pill" data-where="above" onClick={() => go(where.above.at(-1))}>
          {where.above.length} new above
        </button>
      ) : null}
      {where.below.length > 0 ? (
        <button type="button" className="news-pill" data-where="below" onClick={() => go(where.below[0])}>
          {where.below.length} new below
        </button>
      ) : null}
    </div>
  );
});
