import type { Reply, Thread } from '@/features/annotations/room/types';
import { Button } from '@/shared/ui/button';
import { Words } from '@/shared/ui/words';
import { nameReply } from '../naming';
import { withDraft } from '../state/page-state';
import { useIsClosed, usePage } from '../state/page';
import { Byline } from './card-parts';
import { usePeople } from './people-context';
import { ReplyBox } from './reply-box';

type RepliesProps = { thread: Thread; open: boolean; writing: boolean; onDone: () => void };

export function Replies({ thread, open, writing, onDone }: RepliesProps) {
  const shown = thread.replies.filter((reply) => !reply.withdrawn);
  if (!open) {
    if (shown.length === 0) return null;
    return <p className="reply-count">{shown.length === 1 ? '1 reply' : `${shown.length} replies`}</p>;
  }
  return (
    <>
      {shown.length > 0 ? (
        <ol role="list" className="replies" aria-label="Replies">
          {shown.map((reply) => (
            <ReplyView key={reply.id} thread={thread} reply={reply} />
          ))}
        </ol>
      ) : null}
      {writing ? <ReplyBox thread={thread} onDone={onDone} /> : null}
    </>
  );
}

function ReplyView({ thread, reply }: { thread: Thread; reply: Reply }) {
  const page = usePage();
  const people = usePeople();
  const onlyRead = useIsClosed();
  const mend = () => {
    page.store.set({ drafts: withDraft(page.store.get().drafts, thread.id, reply.text) });
    page.commands.dismiss(reply.id);
  };
  return (
    <li className="reply">
      <Byline by={reply.by} at={reply.at} keeping={reply.keeping} />
      {reply.erased ? (
        <p className="card-erased">Removed to protect identity</p>
      ) : (
        <p className="reply-text" dir="auto">
          <Words>{reply.text}</Words>
        </p>
      )}
      {reply.keeping.state === 'refused' ? (
        <div className="refused" role="alert">
          <p>{reply.keeping.detail}</p>
          {onlyRead ? null : (
            <Button size="small" onPress={mend}>
              Mend
            </Button>
          )}
        </div>
      ) : null}
      {reply.keeping.state === 'kept' ? (
        <div className="card-buttons">
          {reply.by === people.you && !onlyRead ? (
            <Button size="small" look="plain" onPress={() => page.commands.withdrawReply(thread.id, reply.id)}>
              Withdraw reply
            </Button>
          ) : null}
          {reply.erased ? null : (
            <Button size="small" look="plain" onPress={() => nameReply(page, thread, reply)}>
              Someone is named here
            </Button>
          )}
        </div>
      ) : null}
    </li>
  );
}
