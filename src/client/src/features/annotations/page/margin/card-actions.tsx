import { useState } from 'react';
import type { Thread } from '@/features/annotations/room/types';
import { Button } from '@/shared/ui/button';
import { openPaletteFor } from '../palette/open-palette';
import { KeyHint } from '../caret/key-hint';
import { nameNote } from '../naming';
import { useIsClosed, usePage } from '../state/page';
import { usePeople } from './people-context';

/** What can be done with an open card. Withdrawing asks once, in place, and says what goes. */
export function CardActions({ thread, onReply }: { thread: Thread; onReply: () => void }) {
  const page = usePage();
  const people = usePeople();
  const [asking, setAsking] = useState(false);
  const onlyRead = useIsClosed();
  const own = thread.by === people.you;
  if (asking && !onlyRead) return <AskToWithdraw thread={thread} onKeep={() => setAsking(false)} />;
  return (
    <div className="card-actions">
      {onlyRead ? null : <p className="seen-by">Seen by {people.audience}</p>}
      <div className="card-buttons">
        {onlyRead ? null : (
          <>
            <Button size="small" onPress={onReply}>
              Reply <KeyHint keys="↵" />
            </Button>
            {thread.resolved ? (
              <Button size="small" look="plain" onPress={() => page.commands.reopen(thread.id)}>
                Reopen
              </Button>
            ) : (
              <Button size="small" look="plain" onPress={() => page.commands.resolve(thread.id)}>
                Resolve
              </Button>
            )}
            {own ? (
              <>
                <Button size="small" look="plain" onPress={() => openPaletteFor(page, thread, 'replace')}>
                  Change
                </Button>
                <Button size="small" look="plain" onPress={() => setAsking(true)}>
                  Withdraw
                </Button>
              </>
            ) : null}
          </>
        )}
        {thread.note && thread.keeping.state === 'kept' ? (
          <Button size="small" look="plain" onPress={() => nameNote(page, thread)}>
            Someone is named here
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function AskToWithdraw({ thread, onKeep }: { thread: Thread; onKeep: () => void }) {
  const page = usePage();
  const people = usePeople();
  const replies = thread.replies.filter((reply) => !reply.withdrawn).length;
  const what =
    replies === 0 ? 'This annotation' : `This annotation and its ${replies === 1 ? 'reply' : `${replies} replies`}`;
  return (
    <div className="card-actions" role="group" aria-label="Withdraw this annotation">
      <p>
        {what} will leave the page for {people.audience}. It cannot be brought back.
      </p>
      <div className="card-buttons">
        <Button
          size="small"
          look="danger"
          // The question has just come up where the button for it was.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onPress={() => {
            page.store.set({ selected: undefined });
            page.commands.withdraw(thread.id);
            page.surface.get().article?.focus({ preventScroll: true });
          }}
        >
          Withdraw
        </Button>
        <Button size="small" look="plain" onPress={onKeep}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
