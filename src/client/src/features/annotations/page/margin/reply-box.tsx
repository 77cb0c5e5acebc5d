import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Thread } from '@/features/annotations/room/types';
import { HeldBack } from '@/shared/anonymisation/held-back';
import { useContribution } from '@/shared/anonymisation/use-contribution';
import { Button } from '@/shared/ui/button';
import { TextField } from '@/shared/ui/text-field';
import { withDraft } from '../state/page-state';
import { isLive, usePage } from '../state/page';
import { useStore } from '../state/store';
import { usePeople } from './people-context';

const LIMIT = 10_000;

/** What is being written stays with the page until it is sent or let go, also when its card leaves the screen. */
export function ReplyBox({ thread, onDone }: { thread: Thread; onDone: () => void }) {
  const page = usePage();
  const people = usePeople();
  const ref = useRef<HTMLFormElement>(null);
  const draft = useStore(page.store, (state) => state.drafts.get(thread.id) ?? '');
  const write = (text: string) => page.store.set({ drafts: withDraft(page.store.get().drafts, thread.id, text) });
  const contribution = useContribution({ text: draft, onText: write, isLive: () => isLive(page) });
  const ready = !contribution.isWaiting && draft.trim() !== '' && draft.length <= LIMIT;

  const toWords = () => ref.current?.querySelector('textarea')?.focus({ preventScroll: true });
  useEffect(toWords, []);

  const send = () => {
    if (!ready) return;
    contribution.give((words, kept) => {
      page.commands.reply(thread.id, words, kept);
      write('');
      onDone();
    });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      send();
    }
    if (event.key === 'Escape' && draft === '') {
      event.stopPropagation();
      onDone();
    }
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the field, caught on its way
    <form
      ref={ref}
      className="reply-box"
      onKeyDown={keys}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextField
        label="Reply"
        seenBy={`Seen by ${people.audience}`}
        limit={LIMIT}
        lines={3}
        value={draft}
        onChange={write}
      />
      <HeldBack contribution={contribution} onEdit={toWords} />
      <div className="card-buttons">
        <Button size="small" look="primary" type="submit" isDisabled={!ready || contribution.isHeld}>
          Reply
        </Button>
        <Button
          size="small"
          look="plain"
          onPress={() => {
            write('');
            onDone();
          }}
        >
          Let go
        </Button>
      </div>
    </form>
  );
}
