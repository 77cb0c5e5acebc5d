import { type Passage, without } from '@/shared/redaction/passages';
import type { Span, Thread } from './types';
import type { Change } from './wire';

/** Passages that were removed in one act. */
export type Redaction = {
  id: string;
  by: string;
  at: string;
  passages: readonly Passage[];
  state: 'held' | 'confirmed' | 'destroyed' | 'restored';
};

/** The redactions after a change; the same list where it is about something else. */
export function afterChange(redactions: readonly Redaction[], change: Change): readonly Redaction[] {
  if (change.kind === 'passages-redacted') {
    const { redactionId: id, by, at, passages } = change;
    return [...redactions, { id, by, at, passages, state: 'held' }];
  }
  if (change.kind === 'redaction-restored') return withState(redactions, [change.redactionId], 'restored');
  if (change.kind === 'redaction-confirmed') return withState(redactions, [change.redactionId], 'confirmed');
  if (change.kind === 'passages-destroyed') return withState(redactions, change.redactionIds, 'destroyed');
  return redactions;
}

/** All that nobody is shown. */
export const removedPassages = (redactions: readonly Redaction[], putBack?: ReadonlySet<string>): readonly Passage[] =>
  redactions.flatMap(({ id, state, passages }) => (state === 'restored' || putBack?.has(id) ? [] : passages));

/** The thread without what was removed; the same object where nothing was. */
export function withoutRemoved(thread: Thread, removed: readonly Passage[]): Thread {
  if (removed.length === 0) return thread;
  const span = spanWithout(thread.span, removed);
  const inNote = removed.filter((passage) => passage.in === 'note' && passage.annotationId === thread.id);
  const note = thread.note === undefined ? undefined : without(thread.note, inNote);
  const replies = thread.replies.map((reply) => {
    const inReply = removed.filter((passage) => passage.in === 'reply' && passage.replyId === reply.id);
    const text = without(reply.text, inReply);
    return text === reply.text ? reply : { ...reply, text };
  });
  const sameReplies = replies.every((reply, index) => reply === thread.replies[index]);
  if (span === thread.span && note === thread.note && sameReplies) return thread;
  return {
    ...thread,
    span,
    ...(note === undefined ? {} : { note }),
    replies: sameReplies ? thread.replies : replies,
  };
}

export function spanWithout(span: Span, removed: readonly Passage[]): Span {
  const inText = removed.filter((passage) => passage.in === 'text');
  const quote = without(span.quote, inText, span.start);
  const prefix = without(span.prefix, inText, span.start - span.prefix.length);
  const suffix = without(span.suffix, inText, span.end);
  if (quote === span.quote && prefix === span.prefix && suffix === span.suffix) return span;
  return { ...span, quote, prefix, suffix };
}

function withState(redactions: readonly Redaction[], ids: readonly string[], state: Redaction['state']) {
  return redactions.map((one) => (ids.includes(one.id) ? { ...one, state } : one));
}
