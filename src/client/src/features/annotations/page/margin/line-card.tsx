import { memo } from 'react';
import type { Thread } from '@/features/annotations/room/types';
import { PatternSwatch } from '../marks/pattern-swatch';
import { Avatar } from '../presence/avatar';
import { usePage } from '../state/page';
import { scrollToRange } from '../marks/overlay';
import { codeWords, familyOf } from './card-parts';
import { personOf, usePeople } from './people-context';

/** An annotation on one line, where there are many. */
export const LineCard = memo(function LineCard({ thread, onOpen }: { thread: Thread; onOpen?: () => void }) {
  const page = usePage();
  const people = usePeople();
  const person = personOf(people, thread.by);
  const family = familyOf(page, thread);
  const replies = thread.replies.filter((reply) => !reply.withdrawn).length;
  const words = codeWords(page, thread.codes);
  return (
    <button
      type="button"
      className="line-card"
      data-family={family}
      data-resolved={thread.resolved || undefined}
      onClick={() => {
        onOpen?.();
        page.store.set({
          selected: thread.id,
          hovered: undefined,
          focusCard: { id: thread.id, reply: false, ask: Date.now() },
        });
        scrollToRange(page, thread.span);
      }}
      onPointerEnter={() => page.store.set({ hovered: thread.id })}
      onPointerLeave={() => page.store.set({ hovered: undefined })}
    >
      <PatternSwatch family={family} width={18} />
      <span className="line-card-words">
        {words}
        <span className="visually-hidden">, by {person.name}</span>
      </span>
      {thread.keeping.state === 'kept' ? null : (
        <span
          className="keeping-word"
          data-waits={thread.keeping.state === 'queued' || undefined}
          data-refused={thread.keeping.state === 'refused' || undefined}
        >
          {thread.keeping.state === 'refused' ? 'Not kept' : 'Not yet kept'}
        </span>
      )}
      {replies > 0 ? (
        <span className="quiet small">
          <span className="visually-hidden">replies: </span>
          {replies}
        </span>
      ) : null}
      <Avatar person={person} hue={people.hues.get(thread.by) ?? 1} label={false} />
    </button>
  );
});
