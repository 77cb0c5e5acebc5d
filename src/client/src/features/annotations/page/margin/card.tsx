import { memo, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Thread } from '@/features/annotations/room/types';
import { Words } from '@/shared/ui/words';
import { excerpt } from '../text/quote';
import { isClosed, useIsClosed, usePage } from '../state/page';
import { useStore } from '../state/store';
import { scrollToRange } from '../marks/overlay';
import { Byline, CodeTags, codeWords, familyOf } from './card-parts';
import { CardActions } from './card-actions';
import { personOf, usePeople } from './people-context';
import { Refused } from './refused';
import { Replies } from './replies';
import './card.css';

const QUOTE_SHOWN = 90;

/** One annotation with its thread. Closed it is as short as can be; open it holds everything and what can be done. */
export const Card = memo(function Card({ thread, open }: { thread: Thread; open: boolean }) {
  const page = usePage();
  const people = usePeople();
  const ref = useRef<HTMLElement>(null);
  const ask = useStore(page.store, (state) => (state.focusCard?.id === thread.id ? state.focusCard.ask : 0));
  const [replying, setReplying] = useState(false);
  const onlyRead = useIsClosed();
  const drafted = useStore(page.store, (state) => state.drafts.has(thread.id));

  const writing = open && (replying || drafted) && !onlyRead;

  useEffect(() => {
    const wanted = page.store.get().focusCard;
    if (ask === 0 || wanted?.id !== thread.id) return;
    page.store.set({ focusCard: undefined });
    ref.current?.focus({ preventScroll: true });
    if (wanted.reply && !isClosed(page)) setReplying(true);
  }, [ask, page, thread.id]);

  const keys = (event: KeyboardEvent) => {
    if (event.target !== ref.current || event.key !== 'Enter') return;
    event.preventDefault();
    page.store.set({ selected: thread.id });
    if (!onlyRead) setReplying(true);
  };
  const select = () => {
    if (open) return;
    page.store.set({ selected: thread.id });
    scrollToRange(page, thread.span);
  };
  const label = `${codeWords(page, thread.codes)}, by ${thread.by === people.you ? 'you' : personOf(people, thread.by).name}`;
  return (
    // Pressing anywhere on a card is a convenience; j, k and the text do the same by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      ref={ref}
      className="card"
      data-family={familyOf(page, thread)}
      data-open={open || undefined}
      data-resolved={thread.resolved || undefined}
      aria-label={label}
      aria-current={open || undefined}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a stop for the keyboard, where Enter replies
      tabIndex={0}
      onClick={select}
      onKeyDown={keys}
      onPointerEnter={() => page.store.set({ hovered: thread.id })}
      onPointerLeave={() => page.store.set({ hovered: undefined })}
    >
      <CodeTags codes={thread.codes} />
      {thread.erased ? (
        <p className="card-erased">Removed to protect identity</p>
      ) : (
        <blockquote className="card-quote" dir="auto">
          <Words>{open ? thread.span.quote : excerpt(thread.span.quote, QUOTE_SHOWN)}</Words>
        </blockquote>
      )}
      {thread.note ? (
        <p className="card-note" dir="auto">
          <Words>{thread.note}</Words>
        </p>
      ) : null}
      <Byline by={thread.by} at={thread.at} keeping={thread.keeping} />
      {thread.resolved ? <p className="card-resolved">Resolved</p> : null}
      {thread.keeping.state === 'refused' ? <Refused thread={thread} keeping={thread.keeping} /> : null}
      <Replies
        thread={thread}
        open={open}
        writing={writing}
        onDone={() => {
          setReplying(false);
          ref.current?.focus({ preventScroll: true });
        }}
      />
      {open && !writing ? <CardActions thread={thread} onReply={() => setReplying(true)} /> : null}
    </article>
  );
});
