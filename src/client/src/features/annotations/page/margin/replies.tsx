import type { Reply, Thread } from '@/features/annotations/room/types';
import { Button } from '@/shared/ui/button';
import { withDraft } from '../state/page-state';
import { usePage } from '../state/page';
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
          {reply.text}
        </p>
      )}
      {reply.keeping.state === 'refused' ? (
        <div className="refused" role="alert">
          <p>{reply.keeping.detail}</p>
          <Button size="small" onPress={mend}>
            Mend
          </Button>
        </div>
      ) : null}
      {reply.by === people.you && reply.keeping.state === 'kept' ? (
        <Button size="small" look="plain" onPress={() => page.commands.withdrawReply(thread.id, reply.id)}>
          Withdraw reply
        </Button>
      ) : null}
    </li>
  );
}
